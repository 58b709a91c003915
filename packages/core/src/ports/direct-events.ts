import type { MessageId, UserId } from '../ids.ts'
import type { DirectMessage } from '../direct/direct-message.ts'
import type { User } from '../users/user.ts'

/** Published after what they tell of is durable. `via`: the connection it came by, which knows already. */
export type DirectEvent =
  | {
      readonly type: 'direct_message'
      readonly message: DirectMessage
      readonly from: User
      readonly to: User
      readonly via?: string | undefined
    }
  | {
      readonly type: 'direct_read'
      readonly userId: UserId
      readonly otherId: UserId
      readonly upTo: MessageId
      readonly via?: string | undefined
    }

/** Tells the rest of the program, and later other nodes, who wrote to whom. */
export interface DirectEvents {
  publish(event: DirectEvent): void
  subscribe(listener: (event: DirectEvent) => void): Disposable
}
