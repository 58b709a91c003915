import type { Figures } from '../load/generator.ts'
import type { Step } from './measure-system.ts'

/** All runs of one system. */
export interface FanoutResult {
  readonly name: string
  readonly title: string
  readonly saturation: readonly (readonly Step[])[]
  readonly steady: readonly Figures[]
}

/** The step with the most deliveries per second. */
export function most(steps: readonly Step[]): Step {
  return steps.reduce((best, step) => (step.deliveriesPerSecond > best.deliveriesPerSecond ? step : best))
}
