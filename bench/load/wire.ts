/** What lies around the bytes of a message on its way through a system. */
export interface Wire {
  /** A whole masked frame that goes before each message; may be empty. */
  readonly lead: Uint8Array
  /** Bytes before the message within its own frame; their number is a multiple of four, as the mask's is. */
  readonly prefix: Uint8Array
}

export const bareWire: Wire = { lead: new Uint8Array(), prefix: new Uint8Array() }
