import { createNoise } from './noise.ts'

/** Half the usual rate is enough for the partials that matter, and renders in a few milliseconds. */
export const modelRate = 24_000
const longestSec = 4
const level = 0.3

/**
 * A struck string for the time before its recording has arrived: stiff, so its partials spread upwards;
 * struck at an eighth of its length, so every eighth is missing; two slightly detuned strings; a knock of the hammer.
 */
export function renderString(key: number): Float32Array<ArrayBuffer> {
  const fundamentalHz = 440 * 2 ** ((key - 69) / 12)
  const ringSec = Math.min(longestSec, 0.5 + 5 * 2 ** ((21 - key) / 24))
  const samples = new Float32Array(Math.round(ringSec * modelRate))
  const stiffness = 0.00015 * 2 ** (Math.abs(key - 48) / 12)
  for (let partial = 1; partial <= 24; partial += 1) {
    const hz = fundamentalHz * partial * Math.sqrt(1 + stiffness * partial ** 2)
    if (hz > modelRate * 0.42) break
    const strength = (Math.abs(Math.sin((Math.PI * partial) / 8)) + 0.04) / partial ** 1.25
    const fallSec = ringSec / 4 / (1 + 0.22 * (partial - 1))
    addPartial(samples, { hz, strength, fallSec })
    addPartial(samples, { hz: hz * 1.0006, strength: strength * 0.6, fallSec: fallSec * 1.6 })
  }
  addKnock(samples, key)
  return normalise(samples)
}

interface Partial {
  readonly hz: number
  readonly strength: number
  readonly fallSec: number
}

/** A damped rotation: two multiplications a sample instead of a sine and an exponential. */
function addPartial(samples: Float32Array, { hz, strength, fallSec }: Partial): void {
  const shrink = Math.exp(-1 / (fallSec * modelRate))
  const turn = 2 * shrink * Math.cos((2 * Math.PI * hz) / modelRate)
  let before = 0
  let current = strength * Math.sin((2 * Math.PI * hz) / modelRate)
  for (let index = 0; index < samples.length; index += 1) {
    samples[index] = (samples[index] ?? 0) + current
    const next = turn * current - shrink * shrink * before
    before = current
    current = next
  }
}

function addKnock(samples: Float32Array, key: number): void {
  const noise = createNoise(key + 1)
  const lengthSec = 0.03
  let smooth = 0
  for (let index = 0; index < lengthSec * modelRate; index += 1) {
    smooth += 0.2 * (noise() - smooth)
    samples[index] = (samples[index] ?? 0) + smooth * 0.8 * Math.exp((-5 * index) / (lengthSec * modelRate))
  }
}

function normalise(samples: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const fade = Math.round(0.1 * modelRate)
  let peak = 0
  for (const sample of samples) if (Math.abs(sample) > peak) peak = Math.abs(sample)
  for (let index = 0; index < samples.length; index += 1) {
    const fall = Math.min(1, (samples.length - 1 - index) / fade)
    samples[index] = ((samples[index] ?? 0) * fall * level) / peak
  }
  return samples
}
