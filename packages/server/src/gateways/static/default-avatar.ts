const shape = /^default-([0-9a-f]{6})-([\p{L}\p{N}]{0,4})\.svg$/u

/** The drawing that an address such as `default-86a9f7-CL.svg` describes: initials on a colour. Null for another name. */
export function drawAvatar(name: string): string | null {
  const match = shape.exec(name)
  if (!match) return null
  const [, color, initials] = match
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512">` +
    `<rect width="512" height="512" fill="#${color}"/>` +
    `<text x="256" y="256" dy="0.35em" text-anchor="middle" font-family="system-ui, sans-serif" font-size="220" ` +
    `font-weight="600" fill="#15171c">${initials}</text></svg>`
  )
}
