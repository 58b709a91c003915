import { Refusal } from '../refusal.ts'
import type { ChannelState } from './channel-state.ts'

/** What a MIDI channel sounds like. */
export interface Instrument {
  /** 0 to 15. */
  readonly channel: number
  /** 0 to 127. */
  readonly program: number
  /** 0 to 16383. */
  readonly bank: number
}

/** Bank select and program change, packed as a player sends them. @throws Refusal `invalid_input`. */
export function packInstrument({ channel, program, bank }: Instrument): Uint8Array {
  checkRange('instrument.channel', channel, 15)
  checkRange('instrument.program', program, 127)
  checkRange('instrument.bank', bank, 16_383)
  const control = 0xb0 | channel
  const [coarse, fine] = [bank >> 7, bank & 0x7f]
  return Uint8Array.of(0, control, 0, coarse, 0, control, 32, fine, 0, 0xc0 | channel, program)
}

/** Those of the channels that are no piano. */
export function listInstruments(channels: Iterable<readonly [channel: number, state: ChannelState]>): Instrument[] {
  const chosen: Instrument[] = []
  for (const [channel, { program, controllers }] of channels) {
    const bank = valueOf(controllers[0]) * 128 + valueOf(controllers[32])
    if (program !== 0 || bank !== 0) chosen.push({ channel, program, bank })
  }
  return chosen
}

/** 255 is a controller that was never set. */
function valueOf(value: number | undefined): number {
  return value === undefined || value === 255 ? 0 : value
}

function checkRange(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return
  throw new Refusal('invalid_input', { field, issue: `Must be a whole number from 0 to ${most}` })
}
