import type { Budget } from '@tutti/core'
import type { LimitClass } from '@tutti/protocol/rest'

/** The budget of each class of operations. */
export type RequestLimits = { readonly [Class in LimitClass]: Budget }

interface Rule {
  /** A user where one is known, else the address they come from. */
  readonly countsBy: 'user' | 'address'
  /** Whether each operation of the class has a budget of its own. */
  readonly perOperation: boolean
  /** What happens when nobody can say how many there were (S-32). */
  readonly whenUncounted: 'refuse' | 'allow'
}

/** Reads must go on while the counter is away; what can be guessed at, or costs, must not. */
export const limitRules: { readonly [Class in LimitClass]: Rule } = {
  general: { countsBy: 'user', perOperation: false, whenUncounted: 'allow' },
  wide: { countsBy: 'user', perOperation: false, whenUncounted: 'allow' },
  auth: { countsBy: 'address', perOperation: true, whenUncounted: 'refuse' },
  guest: { countsBy: 'address', perOperation: false, whenUncounted: 'refuse' },
  upload: { countsBy: 'user', perOperation: false, whenUncounted: 'refuse' },
  billing: { countsBy: 'user', perOperation: false, whenUncounted: 'refuse' },
}
