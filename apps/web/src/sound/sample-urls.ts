import type { Layer } from './sample-names.ts'
import { sampleName } from './sample-names.ts'

const naturals = import.meta.glob<string>(
  '../../../../node_modules/@audio-samples/piano-mp3-velocity{8,12}/audio/{A,C}*.mp3',
  {
    query: '?url',
    import: 'default',
    eager: true,
  },
)

// Vite cuts a file name at '#', so D# and F# come from sharp-samples-plugin.ts; without it their neighbours stand in.
const sharps: Readonly<Record<string, string>> | undefined = import.meta.env['TUTTI_SHARP_SAMPLES']

const urls = new Map([
  ...Object.entries(naturals).map(
    ([path, url]) => [path.slice(path.lastIndexOf('/') + 1, -'.mp3'.length), url] as const,
  ),
  ...Object.entries(sharps ?? {}).map(([name, path]) => [name, import.meta.env.BASE_URL + path] as const),
])

export function findSampleUrl(root: number, layer: Layer): string | undefined {
  return urls.get(sampleName(root, layer))
}
