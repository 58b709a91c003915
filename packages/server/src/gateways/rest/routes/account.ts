import {
  abandonRooms,
  admitRegistration,
  changeEmail,
  changePassword,
  checkNotInMaintenance,
  confirmEmail,
  confirmNewEmail,
  deleteAccount,
  exportAccount,
  forgotPassword,
  resendConfirmation,
  resetPassword,
  splitFullName,
  upgradeGuest,
} from '@tutti/core'
import { operations } from '@tutti/protocol/rest'
import { clientOf, handle, type Route } from '../handle.ts'
import { baseOf } from '../present/base-of.ts'
import { noteChange } from '../note-change.ts'
import { presentExport } from '../present/present-export.ts'
import { presentSession } from '../present/present-session.ts'
import { presentUser } from '../present/present-user.ts'

export const accountRoutes: readonly Route[] = [
  handle(operations.verifyEmail, async ({ needs, body }) => {
    await confirmEmail(needs, body.token)
    return {}
  }),

  handle(operations.resendVerification, async ({ needs, body }) => {
    await resendConfirmation(needs, body.email)
    return {}
  }),

  handle(operations.forgotPassword, async ({ needs, body }) => {
    await forgotPassword(needs, body.email)
    return {}
  }),

  handle(operations.resetPassword, async ({ needs, source, body }) => {
    await noteChange({ needs, source }, 'password_changed', await resetPassword(needs, body))
    return {}
  }),

  handle(operations.upgradeGuest, async ({ needs, source, caller, body }) => {
    checkNotInMaintenance(needs.houseRules.maintenance)
    const account = await admitRegistration(needs, body.invite, () =>
      upgradeGuest(needs, caller, { ...body, ...splitFullName(body) }),
    )
    await noteChange({ needs, source }, 'account_created', account)
    return presentUser(account, baseOf({ needs, source }))
  }),

  handle(operations.changePassword, async ({ needs, source, caller, body }) => {
    const opened = await changePassword(needs, { caller, ...body, ...clientOf(source) })
    await noteChange({ needs, source }, 'password_changed', caller.user)
    return presentSession(opened, needs.clock.now(), baseOf({ needs, source }))
  }),

  handle(operations.changeEmail, async ({ needs, caller, body }) => {
    await changeEmail(needs, { caller, ...body })
    return {}
  }),

  handle(operations.confirmNewEmail, async ({ needs, source, body }) => {
    await noteChange({ needs, source }, 'email_changed', await confirmNewEmail(needs, body.token))
    return {}
  }),

  handle(operations.exportAccount, async ({ needs, source, caller }) => {
    const exported = await exportAccount(needs, caller)
    const { clock, liveRooms } = needs
    const present = { base: baseOf({ needs, source }), nowMs: clock.now(), current: caller.sessionId, liveRooms }
    return presentExport(exported, present)
  }),

  handle(operations.deleteAccount, async ({ needs, source, caller, body }) => {
    const owned = await needs.rooms.listOwnedBy(caller.user.id)
    await deleteAccount(needs, { caller, password: body.password })
    await abandonRooms(needs, { userId: caller.user.id, owned })
    await noteChange({ needs, source }, 'account_deleted', caller.user)
    return {}
  }),
]
