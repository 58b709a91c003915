const deepest = 32
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|-?\d[\d.eE+-]*/g

/**
 * Refuses JSON that is valid and still a trap: nested deeper than 32, a key twice in one object, halves of characters,
 * numbers too big to be one. The text must have been parsed already. @throws SyntaxError.
 */
export function checkJson(text: string): void {
  const open: Set<string>[] = []
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{' || token === '[') open.push(new Set())
    else if (token === '}' || token === ']') open.pop()
    else if (token.startsWith('"')) checkString(token, isKey(text, index + token.length) ? open.at(-1) : undefined)
    else if (!Number.isFinite(Number(token))) throw new SyntaxError('a number is too big')
    if (open.length > deepest) throw new SyntaxError('nested too deeply')
  }
}

function checkString(token: string, keys: Set<string> | undefined): void {
  const value = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1)
  if (!value.isWellFormed()) throw new SyntaxError('half a character')
  if (keys?.has(value)) throw new SyntaxError('a key twice')
  keys?.add(value)
}

function isKey(text: string, end: number): boolean {
  let position = end
  while (/\s/.test(text.charAt(position))) position += 1
  return text.charAt(position) === ':'
}
