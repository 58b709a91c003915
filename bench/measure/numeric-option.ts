/** @throws RangeError when the text of an option is not a whole number of at least `least`. */
export function wholeNumber(name: string, text: string, least = 1): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw new RangeError(`--${name} takes a whole number from ${least} on, not ${text}`)
}
