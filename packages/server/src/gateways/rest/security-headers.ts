const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // What answers with pages says more precisely what they may do.
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Headers that every response carries, unless it says something else itself (S-122). */
export function securityHeaders(publicUrl: string | undefined): Readonly<Record<string, string>> {
  const isHttps = publicUrl?.startsWith('https:') === true
  return { ...always, ...(isHttps && { 'Strict-Transport-Security': 'max-age=31536000' }) }
}

export function addSecurityHeaders(headers: Headers, publicUrl: string | undefined): void {
  for (const [name, value] of Object.entries(securityHeaders(publicUrl))) {
    if (!headers.has(name)) headers.set(name, value)
  }
}
