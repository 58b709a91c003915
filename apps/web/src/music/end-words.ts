import type { EndedRecording } from '@tutti/client'

const words: Readonly<Record<EndedRecording['end'], string>> = {
  stopped: 'The recording has ended. It is kept with the music of the room.',
  full: 'The recording is as long as one may be, and has ended.',
  failed: 'The recording had to end: the server could not keep more. What came before is there.',
  unknown: 'The recording has ended.',
}

export function endWords(end: EndedRecording['end']): string {
  return words[end]
}
