import { centredBend, keptControllers } from '../music/channel-state.ts'
import type { Keyboard } from '../music/keyboard.ts'
import { controlChange, noteOn, packMidi, pitchBend, programChange } from '../music/midi-events.ts'

/** What a player sounds like right now, as events that bring a silent one there. Empty for one who is silent. */
export function packSound(keyboard: Keyboard): Uint8Array {
  const events: Uint8Array[] = []
  for (const [channel, { controllers, velocities, program, bend }] of keyboard.channels()) {
    for (const number of keptControllers) {
      const value = controllers[number] ?? 255
      if (value !== 255) events.push(Uint8Array.of(controlChange | channel, number, value))
    }
    if (program !== 0) events.push(Uint8Array.of(programChange | channel, program))
    if (bend !== centredBend) events.push(Uint8Array.of(pitchBend | channel, bend & 0x7f, bend >> 7))
    velocities.forEach((velocity, key) => {
      if (velocity > 0) events.push(Uint8Array.of(noteOn | channel, key, velocity))
    })
  }
  return packMidi(events.map((bytes) => ({ offsetMs: 0, bytes })))
}
