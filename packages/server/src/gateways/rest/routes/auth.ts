import {
  admitGuest,
  admitRegistration,
  checkNotInMaintenance,
  logIn,
  openSession,
  registerAccount,
  splitFullName,
} from '@tutti/core'
import { operations, type AnswerOf, type Operations } from '@tutti/protocol/rest'
import { clientOf, handle, type Location, type Route } from '../handle.ts'
import { baseOf } from '../present/base-of.ts'
import { noteChange } from '../note-change.ts'
import { presentSession } from '../present/present-session.ts'
import { presentUser } from '../present/present-user.ts'

export const authRoutes: readonly Route[] = [
  handle(
    operations.register,
    async ({ needs, source, body }) => {
      checkNotInMaintenance(needs.houseRules.maintenance)
      const registration = { ...body, ...splitFullName(body) }
      const account = await admitRegistration(needs, body.invite, () => registerAccount(needs, registration))
      await noteChange({ needs, source }, 'account_created', account)
      return presentUser(account, baseOf({ needs, source }))
    },
    locateUser,
  ),

  handle(operations.logIn, async ({ needs, source, body }) => {
    const { address } = source
    const account = await logIn(needs, { login: body.username, password: body.password, address })
    checkNotInMaintenance(needs.houseRules.maintenance, account)
    return presentSession(
      await openSession(needs, account, clientOf(source)),
      needs.clock.now(),
      baseOf({ needs, source }),
    )
  }),

  handle(operations.enterAsGuest, async ({ needs, source, body }) => {
    checkNotInMaintenance(needs.houseRules.maintenance)
    const guest = await admitGuest(needs, body)
    return presentSession(
      await openSession(needs, guest, clientOf(source)),
      needs.clock.now(),
      baseOf({ needs, source }),
    )
  }),
]

/** Its short id is good in every dialect. */
function locateUser({ id }: AnswerOf<Operations['register']>): Location {
  return { operation: 'getUser', params: { userId: id } }
}
