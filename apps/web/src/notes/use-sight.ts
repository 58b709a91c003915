import { useEffect, useMemo } from 'react'
import type { Stage } from '../stage/stage.ts'
import { Sight } from './sight.ts'

export function useSight(stage: Stage): Sight {
  const sight = useMemo(() => new Sight(), [])
  useEffect(() => sight.watch(stage), [sight, stage])
  return sight
}
