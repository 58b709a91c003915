import { parseArgs } from 'node:util'
import { wholeNumber } from '../measure/numeric-option.ts'
import { bareRelay, nativeRelay, plainWs } from '../systems/baselines.ts'
import type { System } from '../systems/system.ts'
import { colyseus, socketIo } from '../systems/peers.ts'
import { tutti } from '../systems/tutti.ts'

export const help = `npm run bench fanout [-- options]

  --rooms N              rooms (20)
  --players N            players in each room (20, at most 500)
  --listeners N          listeners in each room besides (0)
  --runs N               interleaved runs, of which the medians are told (3)
  --seconds N            measured seconds of each step (3)
  --systems a,b,c        of tutti, plain, relay, colyseus, socket.io (the first three); the last two are installed
                         by npm into bench/peers when they are first asked for
  --relay-source FILE    also measures this relay in C, compiled with cc
  --rate N               deliveries/s of the second part (a tenth of the plain loop's most)
  --json FILE            writes everything that was measured`

export interface FanoutOptions {
  readonly rooms: number
  readonly players: number
  readonly listeners: number
  readonly runs: number
  readonly measureMs: number
  readonly systems: readonly System[]
  /** Deliveries per second of the steady part; undefined: a tenth of what the plain loop does at most. */
  readonly rate: number | undefined
  readonly json: string | undefined
}

/** @throws RangeError or TypeError when an option cannot be understood. */
export function parseFanoutOptions(args: readonly string[]): FanoutOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      rooms: { ...text, default: '20' },
      players: { ...text, default: '20' },
      listeners: { ...text, default: '0' },
      runs: { ...text, default: '3' },
      seconds: { ...text, default: '3' },
      systems: { ...text, default: 'tutti,plain,relay' },
      'relay-source': text,
      rate: text,
      json: text,
    },
  })
  const players = wholeNumber('players', values.players)
  const listeners = wholeNumber('listeners', values.listeners, 0)
  if (players > 500) throw new RangeError('--players takes at most 500')
  if (players + listeners < 2) throw new RangeError('Nobody would hear the player: say --listeners')
  const systems = chosenSystems(values.systems, values['relay-source'])
  if (values.rate === undefined && !systems.includes(plainWs)) {
    throw new RangeError('Without the plain loop, say --rate')
  }
  return {
    rooms: wholeNumber('rooms', values.rooms),
    players,
    listeners,
    runs: wholeNumber('runs', values.runs),
    measureMs: wholeNumber('seconds', values.seconds) * 1000,
    systems,
    rate: values.rate === undefined ? undefined : wholeNumber('rate', values.rate),
    json: values.json,
  }
}

function chosenSystems(names: string, relaySource: string | undefined): System[] {
  const known = [tutti, plainWs, bareRelay, colyseus, socketIo]
  const chosen = names.split(',').map((name) => {
    const system = known.find((each) => each.name === name)
    if (!system) throw new RangeError(`--systems knows ${known.map((each) => each.name).join(', ')}, not ${name}`)
    return system
  })
  return relaySource === undefined ? chosen : [...chosen, nativeRelay(relaySource)]
}
