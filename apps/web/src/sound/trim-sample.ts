export interface Channels {
  readonly left: Float32Array
  readonly right: Float32Array
  readonly sampleRate: number
}

const longestSec = 14
const fadeSec = 0.25
const attackSec = 0.0015
const levelWindowSec = 0.5

/**
 * One channel of a recorded stroke, from its attack to where it is no longer heard.
 * The louder microphone stands for both: their sum would cancel partials, up to 8 dB around C5.
 */
export function trimSample({ left, right, sampleRate }: Channels): Float32Array<ArrayBuffer> {
  const leftLevel = rms(left, sampleRate * levelWindowSec)
  const rightLevel = rms(right, sampleRate * levelWindowSec)
  const chosen = leftLevel >= rightLevel ? left : right
  const peak = peakOf(chosen)
  const start = findAttack(chosen, peak * 0.02, sampleRate)
  const trimmed = chosen.slice(start, findEnd(chosen, { start, threshold: peak / 1000, sampleRate }))
  scale(trimmed, (leftLevel + rightLevel) / 2 / (Math.max(leftLevel, rightLevel) || 1))
  smoothEdges(trimmed, sampleRate)
  return trimmed
}

/** The recordings begin 4 to 22 ms before the hammer is heard, which would be felt as latency. */
function findAttack(samples: Float32Array, threshold: number, sampleRate: number): number {
  let onset = 0
  while (onset < samples.length && Math.abs(samples[onset] ?? 0) < threshold) onset += 1
  return Math.max(0, onset - Math.round(attackSec * sampleRate))
}

interface Ending {
  readonly start: number
  readonly threshold: number
  readonly sampleRate: number
}

function findEnd(samples: Float32Array, { start, threshold, sampleRate }: Ending): number {
  const longest = Math.min(samples.length, Math.round(start + longestSec * sampleRate))
  let end = longest
  while (end > start && Math.abs(samples[end - 1] ?? 0) < threshold) end -= 1
  return Math.min(longest, end + Math.round(fadeSec * sampleRate))
}

function scale(samples: Float32Array, gain: number): void {
  for (let index = 0; index < samples.length; index += 1) samples[index] = (samples[index] ?? 0) * gain
}

function smoothEdges(samples: Float32Array, sampleRate: number): void {
  const rise = Math.min(samples.length, Math.round(attackSec * sampleRate))
  for (let index = 0; index < rise; index += 1) samples[index] = ((samples[index] ?? 0) * index) / rise
  const fall = Math.min(samples.length, Math.round(fadeSec * sampleRate))
  for (let left = 0; left < fall; left += 1) {
    const index = samples.length - 1 - left
    samples[index] = ((samples[index] ?? 0) * left) / fall
  }
}

function peakOf(samples: Float32Array): number {
  let peak = 0
  for (let index = 0; index < samples.length; index += 1) {
    const size = Math.abs(samples[index] ?? 0)
    if (size > peak) peak = size
  }
  return peak
}

function rms(samples: Float32Array, count: number): number {
  const length = Math.min(samples.length, Math.round(count))
  let sum = 0
  for (let index = 0; index < length; index += 1) sum += (samples[index] ?? 0) ** 2
  return length === 0 ? 0 : Math.sqrt(sum / length)
}
