/** An error outside the Piano dialect: `{ statusCode, error, message, data: { code } }`. */
const errors = {
  10000: { statusCode: 500, error: 'Internal Server Error', message: 'Something went wrong on our side' },
  10004: { statusCode: 404, error: 'Not Found', message: 'There is nothing at this address' },
  10006: { statusCode: 405, error: 'Method Not Allowed', message: 'This method is not allowed here' },
} as const

export function sayPlainly(code: keyof typeof errors, headers: Readonly<Record<string, string>> = {}): Response {
  const body = { ...errors[code], data: { code } }
  return new Response(JSON.stringify(body), {
    status: body.statusCode,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
