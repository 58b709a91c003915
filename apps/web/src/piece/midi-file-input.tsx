import type { RefObject } from 'react'

interface MidiFileInputProps {
  readonly input: RefObject<HTMLInputElement | null>
  readonly label: string
  readonly onFile: (file: File) => void
}

/** The browser's own question for a MIDI file, asked by a click of `input`; the same file may be chosen twice. */
export function MidiFileInput({ input, label, onFile }: MidiFileInputProps) {
  return (
    <input
      ref={input}
      type="file"
      accept=".mid,.midi,.kar,audio/midi,audio/x-midi"
      aria-label={label}
      tabIndex={-1}
      className="visually-hidden"
      onChange={(event) => {
        const file = event.target.files?.[0]
        if (file) onFile(file)
        event.target.value = ''
      }}
    />
  )
}
