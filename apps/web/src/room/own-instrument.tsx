import { useParticipants, useRoom } from '@tutti/react'
import { errorWords } from '../session/error-words.ts'
import { useStudio } from '../stage/use-studio.ts'
import { SelectField } from '../ui/select-field.tsx'
import { instrumentNames } from './instrument-names.ts'

/** Those that play here: on the first channel. */
const channel = 0

/** What our notes are for whoever has more than a piano to sound them with. */
export function OwnInstrument() {
  const room = useRoom()
  const { notices } = useStudio()
  const participants = useParticipants(room)
  if (!room?.me.mayPlay) return null
  const me = participants.find(({ number }) => number === room.me.number) ?? room.me
  const program = me.instruments.find((instrument) => instrument.channel === channel)?.program ?? 0
  const known = instrumentNames.has(program) ? [] : [{ value: `${program}`, label: `Program ${program + 1}` }]
  const choices = [...known, ...[...instrumentNames].map(([value, label]) => ({ value: `${value}`, label }))]
  const choose = (chosen: string): void => {
    const instrument = { channel, program: Number(chosen), bank: 0 }
    room.chooseInstrument(instrument).catch((error: unknown) => notices.say(errorWords(error)))
  }
  return (
    <SelectField
      label="Your instrument"
      value={`${program}`}
      choices={choices}
      onChange={choose}
      hint="For clients that have its sound; this page sounds everything as a piano."
    />
  )
}
