/** The address of a picture that somebody has chosen; undefined for the one that every server draws. */
export function chosenPicture(url: string | undefined): string | undefined {
  return url === undefined || url.includes('/avatars/default-') ? undefined : url
}
