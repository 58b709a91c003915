/** Puts text on the clipboard; on pages without https by way of a selection. False when the browser refuses both. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelection(text)
  }
}

function copySelection(text: string): boolean {
  const holder = document.createElement('textarea')
  holder.value = text
  holder.className = 'visually-hidden'
  document.body.append(holder)
  holder.select()
  try {
    return document.execCommand('copy')
  } finally {
    holder.remove()
  }
}
