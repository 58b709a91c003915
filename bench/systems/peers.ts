import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Entrance } from '../load/crowd.ts'
import { startAtPort } from './baselines.ts'
import type { System } from './system.ts'

const folder = fileURLToPath(new URL('../peers/', import.meta.url))

/** Other platforms on the same Node, each doing no more than pass a player's bytes on to the room. */
export const colyseus = peer('colyseus', 'Colyseus')
export const socketIo = peer('socket.io', 'Socket.IO')

function peer(name: Exclude<Entrance['kind'], 'tutti' | 'query'>, title: string): System {
  const program = `${folder}${name.replace('.', '-')}.mjs`
  return {
    name,
    title,
    start: async (nodeOptions) => {
      install()
      const command = (port: number) => [process.execPath, ...nodeOptions, program, String(port)] as const
      return startAtPort(command, { entrance: name, ipc: nodeOptions.length > 0 })
    },
  }
}

/** Their packages belong to no one who does not measure them. @throws Error when npm fails. */
function install(): void {
  if (existsSync(`${folder}node_modules`)) return
  const installed = spawnSync('npm', ['ci', '--ignore-scripts'], { cwd: folder, stdio: ['ignore', 2, 2] })
  if (installed.status !== 0) throw new Error('The packages of the peers could not be installed')
}
