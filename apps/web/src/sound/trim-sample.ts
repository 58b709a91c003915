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
  const start = findAttack(chosen, sampleRate)
  const end = findEnd(chosen, start, sampleRate)
  const trimmed = chosen.slice(start, end)
  const gain = (leftLevel + rightLevel) / 2 / (Math.max(leftLevel, rightLevel) || 1)
  shape(trimmed, gain, sampleRate)
  return trimmed
}

/** The recordings begin 4 to 22 ms before the hammer is heard, which would be felt as latency. */
function findAttack(samples: Float32Array, sampleRate: number): number {
  const threshold = peakOf(samples) * 0.02
  const onset = samples.findIndex((sample) => Math.abs(sample) >= threshold)
  return Math.max(0, onset - Math.round(attackSec * sampleRate))
}

function findEnd(samples: Float32Array, start: number, sampleRate: number): number {
  const threshold = peakOf(samples) / 1000
  const longest = Math.min(samples.length, start + longestSec * sampleRate)
  let end = longest
  while (end > start && Math.abs(samples[end - 1] ?? 0) < threshold) end -= 1
  return Math.min(longest, end + Math.round(fadeSec * sampleRate))
}

function shape(samples: Float32Array, gain: number, sampleRate: number): void {
  const attack = Math.max(1, Math.round(attackSec * sampleRate))
  const fade = Math.max(1, Math.min(samples.length, Math.round(fadeSec * sampleRate)))
  for (let index = 0; index < samples.length; index += 1) {
    const rise = index < attack ? index / attack : 1
    const left = samples.length - 1 - index
    const fall = left < fade ? left / fade : 1
    samples[index] = (samples[index] ?? 0) * gain * rise * fall
  }
}

function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) if (Math.abs(sample) > peak) peak = Math.abs(sample)
  return peak
}

function rms(samples: Float32Array, count: number): number {
  const length = Math.min(samples.length, Math.round(count))
  let sum = 0
  for (let index = 0; index < length; index += 1) sum += (samples[index] ?? 0) ** 2
  return length === 0 ? 0 : Math.sqrt(sum / length)
}
