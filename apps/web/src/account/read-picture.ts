const types: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']
const mostBytes = 5 * 1024 * 1024

/** What keeps a file from being a picture here, before it is sent; undefined for nothing. */
export function pictureIssue({ type, size }: Pick<File, 'type' | 'size'>): string | undefined {
  if (!types.includes(type)) return 'That is no picture that can be shown here. Take a PNG, JPEG, WebP or GIF.'
  return size > mostBytes ? 'That picture is larger than 5 MB. Make it smaller, or take another.' : undefined
}

/** The file as base64. */
export async function readPicture(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const parts: string[] = []
  const chunk = 0x80_00
  for (let at = 0; at < bytes.length; at += chunk) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + chunk)))
  }
  return btoa(parts.join(''))
}
