import { availableParallelism, cpus, release } from 'node:os'
import { pinning } from '../systems/child.ts'

/** Where and how something was measured, to be told with every figure. */
export interface Conditions {
  readonly node: string
  readonly kernel: string
  readonly processor: string
  readonly cores: number
  readonly pinned: boolean
}

export function conditions(): Conditions {
  return {
    node: process.version,
    kernel: `${process.platform} ${release()}`,
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    pinned: pinning,
  }
}

export function presentConditions({ node, kernel, processor, cores, pinned }: Conditions): string {
  const placement = pinned ? 'server and generator pinned to a core each' : 'server and generator not pinned'
  return `Node ${node}, ${kernel}, ${cores} × ${processor}; ${placement}.`
}
