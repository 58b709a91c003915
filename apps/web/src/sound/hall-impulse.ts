import { createNoise } from './noise.ts'

const lengthSec = 1.7
const preDelaySec = 0.012
const fallSec = 0.24
const reflectionsSec = [0.013, 0.019, 0.027, 0.034, 0.043, 0.057]

/** What a small hall answers to a click: a few early reflections, then noise that falls 60 dB and grows darker. */
export function hallImpulse(sampleRate: number): readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>] {
  return [oneSide(sampleRate, 1), oneSide(sampleRate, 2)]
}

function oneSide(sampleRate: number, seed: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(lengthSec * sampleRate))
  const noise = createNoise(seed)
  const start = Math.round(preDelaySec * sampleRate)
  let smooth = 0
  let energy = 0
  for (let index = start; index < samples.length; index += 1) {
    const ageSec = (index - start) / sampleRate
    const build = Math.min(1, ageSec / 0.03)
    smooth += (0.06 + 0.5 * Math.exp(-ageSec / 0.35)) * (noise() - smooth)
    samples[index] = smooth * build * Math.exp(-ageSec / fallSec)
    energy += (samples[index] ?? 0) ** 2
  }
  const scale = 1 / Math.sqrt(energy)
  for (let index = 0; index < samples.length; index += 1) samples[index] = (samples[index] ?? 0) * scale
  for (const [order, timeSec] of reflectionsSec.entries()) {
    const index = Math.round((timeSec + seed * 0.0017) * sampleRate)
    samples[index] = (samples[index] ?? 0) + (order % 2 === 0 ? 0.28 : -0.22) / (order + 1)
  }
  return samples
}
