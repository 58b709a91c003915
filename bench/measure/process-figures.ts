import { readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second on every Linux that Node runs on. */
const ticksPerSecond = 100

/** User and system seconds of all threads of a process. Undefined where there is no /proc. */
export function cpuSeconds(pid: number): number | undefined {
  const stat = readProc(`/proc/${pid}/stat`)
  if (stat === undefined) return undefined
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Seconds that a process's main thread was ready to run and had no core. Undefined where there is no /proc. */
export function waitedSeconds(pid: number): number | undefined {
  const waitedNs = readProc(`/proc/${pid}/schedstat`)?.split(' ')[1]
  return waitedNs === undefined ? undefined : Number(waitedNs) / 1e9
}

/** Resident memory in KiB. Undefined where there is no /proc. */
export function residentKb(pid: number): number | undefined {
  const status = readProc(`/proc/${pid}/status`)
  const line = /^VmRSS:\s+(\d+) kB$/mu.exec(status ?? '')
  return line ? Number(line[1]) : undefined
}

/** The cores that this process may run on. Empty where there is no /proc. */
export function allowedCores(): number[] {
  const status = readProc('/proc/self/status')
  const list = /^Cpus_allowed_list:\s+(\S+)$/mu.exec(status ?? '')?.[1]
  return (list?.split(',') ?? []).flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number)
    if (first === undefined || last === undefined) return []
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })
}

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
