import { modelRate, renderString } from './modelled-string.ts'
import type { Layer } from './sample-names.ts'
import { layers, loadingOrder, nearestRoot, rateBetween, sampleRoots } from './sample-names.ts'
import { findSampleUrl } from './sample-urls.ts'
import { trimSample } from './trim-sample.ts'

export interface StringSound {
  readonly buffer: AudioBuffer
  readonly rate: number
}

interface Wanted {
  readonly root: number
  readonly layer: Layer
  readonly url: string
}

/** Decoding at this rate keeps the memory the same whatever rate the device runs at. */
const decodingRate = 44_100
const atOnce = 2

/** The recorded strings that have arrived, and modelled ones for those that have not. */
export class SampleBank {
  readonly #recorded = new Map<string, AudioBuffer>()
  readonly #modelled = new Map<number, AudioBuffer>()
  readonly #wanted: readonly Wanted[] = layers.flatMap((layer) => loadingOrder.flatMap((root) => wanted(root, layer)))
  readonly #roots = sampleRoots.filter((root) => layers.every((layer) => findSampleUrl(root, layer)))
  readonly #decoder = new OfflineAudioContext(1, 1, decodingRate)
  #loading: Promise<void> | undefined

  get loaded(): number {
    return this.#wanted.length === 0 ? 0 : this.#recorded.size / this.#wanted.length
  }

  get sizeBytes(): number {
    return [...this.#recorded.values()].reduce((sum, { length }) => sum + length * Float32Array.BYTES_PER_ELEMENT, 0)
  }

  findRecorded(key: number, layer: Layer): StringSound | undefined {
    const root = nearestRoot(key, this.#roots)
    const buffer = this.#recorded.get(`${root}/${layer}`)
    return buffer && { buffer, rate: rateBetween(root, key) }
  }

  modelled(key: number): StringSound {
    const root = nearestRoot(key)
    const buffer = this.#modelled.get(root) ?? toBuffer(renderString(root), modelRate)
    this.#modelled.set(root, buffer)
    return { buffer, rate: rateBetween(root, key) }
  }

  /** Fetches what is missing; called again after a failure it tries only that. */
  load(onProgress: (fraction: number) => void): Promise<void> {
    this.#loading ??= this.#loadMissing(onProgress).finally(() => (this.#loading = undefined))
    return this.#loading
  }

  async #loadMissing(onProgress: (fraction: number) => void): Promise<void> {
    const queue = this.#wanted.filter(({ root, layer }) => !this.#recorded.has(`${root}/${layer}`))
    const failures: unknown[] = []
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        await this.#loadOne(next).catch((error: unknown) => failures.push(error))
        onProgress(this.loaded)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    if (failures.length > 0) throw new Error('Some piano samples could not be loaded.', { cause: failures[0] })
    this.#modelled.clear()
  }

  async #loadOne({ root, layer, url }: Wanted): Promise<void> {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
    const decoded = await this.#decoder.decodeAudioData(await response.arrayBuffer())
    const left = decoded.getChannelData(0)
    const right = decoded.numberOfChannels > 1 ? decoded.getChannelData(1) : left
    this.#recorded.set(
      `${root}/${layer}`,
      toBuffer(trimSample({ left, right, sampleRate: decoded.sampleRate }), decoded.sampleRate),
    )
  }
}

function wanted(root: number, layer: Layer): readonly Wanted[] {
  const url = findSampleUrl(root, layer)
  return url === undefined ? [] : [{ root, layer, url }]
}

function toBuffer(samples: Float32Array<ArrayBuffer>, sampleRate: number): AudioBuffer {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate })
  buffer.copyToChannel(samples, 0)
  return buffer
}
