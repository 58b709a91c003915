import type { TuttiClient } from '@tutti/client'
import { type ReactNode, createContext, createElement, use } from 'react'

const TuttiContext = createContext<TuttiClient | null>(null)

export interface TuttiProviderProps {
  readonly client: TuttiClient
  readonly children?: ReactNode
}

/** Gives a client to every hook below. Make the client once, outside of any component. */
export function TuttiProvider({ client, children }: TuttiProviderProps) {
  return createElement(TuttiContext, { value: client }, children)
}

/** The client. @throws Error outside of a `TuttiProvider`. */
export function useTutti(): TuttiClient {
  const client = use(TuttiContext)
  if (!client) throw new Error('Tutti hooks need a <TuttiProvider client={…}> above them.')
  return client
}
