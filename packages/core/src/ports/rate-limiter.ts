/** So many in so long, counted for each key on its own. */
export interface Budget {
  /** Budgets of different names never share a count. */
  readonly name: string
  readonly limit: number
  readonly windowMs: number
}

/** What is left after one was taken. */
export interface Allowance {
  /** False when the budget was spent before: nothing may be done for this one. */
  readonly granted: boolean
  /** How many more there are until `resetAtMs`; 0 when spent. */
  readonly remaining: number
  /** Epoch ms, a whole second: the whole budget is there again. At most `windowMs` from now. */
  readonly resetAtMs: number
}

/** Counts what is done in a window of time. Of any number at the same time exactly as many are granted as there are. */
export interface RateLimiter {
  /** Takes one. @throws when nobody can say how many were taken: the caller chooses what that means. */
  take(budget: Budget, key: string): Promise<Allowance>
  /** Puts one back that turned out to be harmless. */
  giveBack(budget: Budget, key: string): Promise<void>
}
