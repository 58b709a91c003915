import { packMidi } from '@tutti/core'

const event = (status: number, first: number, second: number) => ({
  offsetMs: 0,
  bytes: Uint8Array.of(status, first, second),
})

/** One packed message that holds a single event. */
export const press = (key: number, velocity = 64): Uint8Array => packMidi([event(0x90, key, velocity)])
export const release = (key: number): Uint8Array => packMidi([event(0x80, key, 0)])
export const pedal = (value: number): Uint8Array => packMidi([event(0xb0, 64, value)])
