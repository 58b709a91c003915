/** What a piece is called after its file. */
export function midiFileTitle({ name }: Pick<File, 'name'>): string {
  return name.replace(/\.(midi?|kar)$/i, '')
}
