import type { Answer } from './operation-types.ts'

export type OwnSession = Answer<'listSessions'>['items'][number]

export interface OwnSessionPage {
  readonly items: readonly OwnSession[]
  /** From 1. */
  readonly page: number
  readonly perPage: number
  readonly total: number
}

export interface OwnSessionQuery {
  readonly page?: number | undefined
  /** At most 100. */
  readonly perPage?: number | undefined
}

/** Where one is logged in. */
export interface OwnSessionCalls {
  /** The last used first. @throws TuttiError */
  list(query?: OwnSessionQuery): Promise<OwnSessionPage>
  /** Ends one of them, and its connections. @throws TuttiError `RESOURCE_NOT_FOUND` */
  end(sessionId: string): Promise<void>
  /** Ends all of them, this one too. @throws TuttiError */
  endAll(): Promise<void>
}
