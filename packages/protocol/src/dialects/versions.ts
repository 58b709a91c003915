/** The versions of a dialect, and how one of them is asked for. */
export interface Versions {
  readonly header: string
  /** Three numbers each: `1.0.0`. */
  readonly available: readonly [string, ...string[]]
  /** Whether a minor version that is not there is served by another one of the same major. */
  readonly fallsBack: boolean
  /** How a version is told: the `1.0.0` of the table as `v1`, for instance. */
  readonly spell: 'full' | 'major'
}

type Numbers = readonly [major: number, minor: number, patch: number]

/**
 * The version that serves whoever asks for this one; undefined when none does. `v1`, `1`, `1.0` and `1.0.0` all name one;
 * what is left out is the newest there is. Nobody who asks for nothing gets less than the newest (B-077). Where there is a
 * choice, the nearest one below is what can be promised, else the lowest above; never one of another major (B-078).
 */
export function chooseVersion({ available, fallsBack }: Versions, asked: string | null): string | undefined {
  const versions = available.map(parseFull).toSorted(compare)
  if (asked === null || asked.trim() === '') return say(versions.at(-1))
  const wanted = parseAsked(asked)
  if (!wanted) return undefined
  const sameMajor = versions.filter(([major]) => major === wanted[0])
  const lower = sameMajor.findLast((version) => compare(version, wanted) <= 0)
  if (fallsBack) return say(lower ?? sameMajor[0])
  return lower && covers(wanted, lower) ? say(lower) : undefined
}

/** The one that serves whoever does not ask. */
export function newestVersion(versions: Versions): string {
  return chooseVersion(versions, null) ?? versions.available[0]
}

export function spellVersion({ spell }: Versions, version: string): string {
  return spell === 'full' ? version : `v${version.split('.')[0] ?? ''}`
}

/** Infinity stands for what was left out. */
function parseAsked(asked: string): Numbers | null {
  const match = /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?$/i.exec(asked.trim())
  if (!match) return null
  const [, major, minor, patch] = match
  return [Number(major), minor === undefined ? Infinity : Number(minor), patch === undefined ? Infinity : Number(patch)]
}

function parseFull(version: string): Numbers {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return [major, minor, patch]
}

/** Whether exactly this version was asked for, as far as it was said. */
function covers(wanted: Numbers, version: Numbers): boolean {
  return wanted.every((number, index) => number === Infinity || number === version[index])
}

function compare(one: Numbers, other: Numbers): number {
  const differing = one.findIndex((number, index) => number !== other[index])
  return differing === -1 ? 0 : Math.sign((one[differing] ?? 0) - (other[differing] ?? 0))
}

function say(version: Numbers | undefined): string | undefined {
  return version?.join('.')
}
