import { TuttiError } from '@tutti/client'

/** Runs what needs one's password: a wrong one is the fault of that field. @throws TuttiError */
export async function provedBy<Value>(field: string, job: () => Promise<Value>): Promise<Value> {
  try {
    return await job()
  } catch (error) {
    if (!(error instanceof TuttiError) || error.status !== 401 || error.tokenRefused) throw error
    const { code, status } = error
    throw new TuttiError({
      code,
      status,
      message: 'That is not your password.',
      field,
      details: { issue: 'That is not your password' },
      cause: error,
    })
  }
}
