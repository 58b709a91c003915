const longest = 20

/** A guest's name as an account may have it: letters without their marks, digits, dots, dashes and underscores. */
export function toUsername(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain
    .replace(/[^A-Za-z0-9_.-]+/g, '_')
    .replace(/^[_.-]+|[_.-]+$/g, '')
    .slice(0, longest)
}
