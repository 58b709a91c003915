/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `1.21 M`, `156 k`, `870`. */
export function inThousands(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(2)} M`
  return value >= 1e4 ? `${Math.round(value / 1e3)} k` : String(Math.round(value))
}

/** Microseconds as milliseconds with two digits that mean something. */
export function inMs(us: number): string {
  return us >= 10_000 ? String(Math.round(us / 1000)) : (us / 1000).toFixed(us >= 1000 ? 1 : 2)
}
