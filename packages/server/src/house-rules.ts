import {
  noMaintenance,
  userId,
  type AddressBan,
  type AuditLog,
  type HouseRules,
  type InstanceStore,
  type Maintenance,
  type SanctionStore,
  type SessionEvents,
  type StoredAuditEntry,
  type UserId,
} from '@tutti/core'

/** How long a change that another process made, such as the command line, may take to count here. */
const lookEveryMs = 2_000
const mostAtOnce = 500

interface Parts {
  readonly audit: AuditLog
  readonly sanctions: SanctionStore
  readonly instance: InstanceStore
  readonly sessionEvents: SessionEvents
  readonly onMaintenance: (maintenance: Maintenance) => void
  readonly onFault: (fault: unknown) => void
}

const aboutUsers: ReadonlySet<string> = new Set([
  'user_suspended',
  'suspension_lifted',
  'roles_changed',
  'password_changed',
  'account_deleted',
])

/**
 * Follows the audit log, into which every change of this kind is written together with the change itself: rules are read
 * anew, and the connections of users who were changed are looked at again.
 */
export class LiveHouseRules implements HouseRules, Disposable {
  readonly #parts: Parts
  #maintenance: Maintenance = noMaintenance
  #addressBans: readonly AddressBan[] = []
  #seq = 0
  #timer: NodeJS.Timeout | undefined
  #work: Promise<void> = Promise.resolve()

  private constructor(parts: Parts) {
    this.#parts = parts
  }

  static async start(parts: Parts): Promise<LiveHouseRules> {
    const rules = new LiveHouseRules(parts)
    rules.#seq = await parts.audit.lastSeq()
    await Promise.all([rules.#readMaintenance(), rules.#readAddressBans()])
    rules.#timer = setInterval(() => void rules.refresh().catch(parts.onFault), lookEveryMs)
    rules.#timer.unref()
    return rules
  }

  get maintenance(): Maintenance {
    return this.#maintenance
  }

  get addressBans(): readonly AddressBan[] {
    return this.#addressBans
  }

  /** One after the other, so that nothing is taken on twice. */
  refresh(): Promise<void> {
    const done = this.#work.then(() => this.#follow())
    this.#work = done.catch(() => undefined)
    return done
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  async #follow(): Promise<void> {
    for (;;) {
      const entries = await this.#parts.audit.since(this.#seq, mostAtOnce)
      await this.#takeOn(entries)
      this.#seq = entries.at(-1)?.seq ?? this.#seq
      if (entries.length < mostAtOnce) return
    }
  }

  async #takeOn(entries: readonly StoredAuditEntry[]): Promise<void> {
    const actions = new Set(entries.map(({ action }) => action))
    if (actions.has('address_banned') || actions.has('address_ban_lifted')) await this.#readAddressBans()
    if (actions.has('maintenance_changed')) {
      await this.#readMaintenance()
      this.#parts.onMaintenance(this.#maintenance)
    }
    for (const id of changedUsers(entries)) this.#parts.sessionEvents.publish({ type: 'user_changed', userId: id })
  }

  async #readMaintenance(): Promise<void> {
    this.#maintenance = await this.#parts.instance.findMaintenance()
  }

  async #readAddressBans(): Promise<void> {
    this.#addressBans = await this.#parts.sanctions.listAddressBans()
  }
}

function changedUsers(entries: readonly StoredAuditEntry[]): ReadonlySet<UserId> {
  const about = entries.filter(({ action, targetId }) => aboutUsers.has(action) && targetId !== null)
  return new Set(about.map(({ targetId }) => userId(targetId ?? '')))
}
