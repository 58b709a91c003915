import { parentPort, workerData } from 'node:worker_threads'
import { explainOpening, toFailure } from './failures.ts'
import { GroupCommit } from './group-commit.ts'
import type { Answer, Greeting, Letter, WorkerSettings } from './mail.ts'
import { openFile } from './open-file.ts'

/** The database's own thread: commits wait for the disk here and nowhere else. */
function serve(settings: WorkerSettings): void {
  const file = openFile(settings)
  const work = new GroupCommit(file.database)
  let waiting: Letter[] = []

  // Reads go first and are answered before the commit: a writer has not been told yet, so nobody misses its write.
  const drain = (): void => {
    const letters = waiting
    waiting = []
    const reads = letters.filter(({ kind }) => kind === 'read')
    const writes = letters.filter(({ kind }) => kind === 'write')
    if (reads.length > 0) post(work.read(reads))
    if (writes.length > 0) post(work.write(writes))
  }

  parentPort?.on('message', (letters: readonly Letter[] | 'close') => {
    if (letters === 'close') {
      drain()
      file[Symbol.dispose]()
      parentPort?.close()
      return
    }
    if (waiting.length === 0) setImmediate(drain)
    waiting.push(...letters)
  })
}

function post(answers: readonly Answer[]): void {
  parentPort?.postMessage(answers)
}

function greet(greeting: Greeting): void {
  parentPort?.postMessage(greeting)
}

try {
  serve(workerData)
  greet({ opened: true })
} catch (error) {
  greet({ opened: false, reason: explainOpening(toFailure(error)) })
  parentPort?.close()
}
