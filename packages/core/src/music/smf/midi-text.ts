/** What Windows code page 1252 has at 0x80 to 0x9F; the five holes stand for themselves. */
const windowsLetters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const longestText = 200

/** The format names no encoding: UTF-8 where it is valid, else what Windows sequencers write. Undefined when nothing is left. */
export function readText(bytes: Uint8Array): string | undefined {
  const text = readUtf8(bytes) ?? String.fromCharCode(...Array.from(bytes.subarray(0, longestText), windowsCode))
  // oxlint-disable-next-line no-control-regex
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
  return clean === '' ? undefined : [...clean].slice(0, longestText).join('')
}

export function writeText(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text.toWellFormed()) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else {
      const [first, second, third] = [code >> 18, (code >> 12) & 0x3f, (code >> 6) & 0x3f]
      bytes.push(0xf0 | first, 0x80 | second, 0x80 | third, 0x80 | (code & 0x3f))
    }
  }
  return Uint8Array.from(bytes)
}

/** Undefined when the bytes are no UTF-8. */
function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    let escaped = ''
    for (const byte of bytes.subarray(0, longestText * 4)) escaped += `%${byte.toString(16).padStart(2, '0')}`
    return decodeURIComponent(escaped)
  } catch {
    return undefined
  }
}

function windowsCode(byte: number): number {
  return byte >= 0x80 && byte < 0xa0 ? windowsLetters.charCodeAt(byte - 0x80) : byte
}
