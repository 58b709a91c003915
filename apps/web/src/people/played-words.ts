/** So many seconds as one reads them: "12 min", "3 h", "41 h". */
export function playedWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = minutes / 60
  return hours < 10 ? `${Math.floor(hours)} h ${minutes % 60} min` : `${Math.round(hours).toLocaleString()} h`
}
