import { roomId } from '@tutti/core'
import { z } from 'zod'

/** A room in an address. */
export const roomParams = z.object({ roomId: z.string().transform(roomId).meta({ example: 'V1StGXR8_' }) })
