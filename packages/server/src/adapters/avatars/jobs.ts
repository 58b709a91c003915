/** What travels between the server and the process that makes pictures. */
export interface PictureJob {
  readonly image: Uint8Array
}

export interface Pictures {
  readonly large: Uint8Array
  readonly small: Uint8Array
}

export type PictureAnswer = Pictures | { readonly refusal: 'file_too_large' | 'unsupported_file_type' }

/** The sides of the two squares, in pixels. */
export const sides = { large: 512, small: 128 } as const

/** 24 megapixels: what a good camera makes, and some 100 MB while it is open. */
export const mostPixels = 24_000_000
