/** What is remembered between visits. Private windows may refuse; then nothing is. */
export function loadText(name: string): string | undefined {
  try {
    return localStorage.getItem(`tutti.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

export function saveText(name: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(`tutti.${name}`)
    else localStorage.setItem(`tutti.${name}`, text)
  } catch {
    // Nothing depends on being remembered.
  }
}
