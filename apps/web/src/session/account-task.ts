/** What is done in the dialog for accounts. */
export type AccountTask = 'signIn' | 'open' | 'help'

export interface AccountTaskProps {
  readonly onDone: () => void
  readonly onTask: (task: AccountTask) => void
}
