import { randomUUID } from 'node:crypto'
import type { IdSource } from '@tutti/core'
import { nanoid } from 'nanoid'

export const randomIds: IdSource = {
  uuid: () => randomUUID(),
  shortId: () => nanoid(9),
}
