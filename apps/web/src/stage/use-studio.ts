import { createContext, use } from 'react'
import type { Studio } from './studio.ts'

export const StudioContext = createContext<Studio | undefined>(undefined)

export function useStudio(): Studio {
  const studio = use(StudioContext)
  if (!studio) throw new Error('useStudio needs a StudioContext above it.')
  return studio
}
