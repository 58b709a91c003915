import { beforeEach, expect, test, vi } from 'vitest'

const kept = new Map<string, string>()

/** The page as it is after a reload. */
async function load() {
  vi.resetModules()
  return import('./silenced.ts')
}

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  })
})

test('whom one silences stays silent after a reload, until that is taken back', async () => {
  const before = await load()
  before.setSilenced('ana', true)
  before.setSilenced('bo', true)

  const after = await load()
  expect([...after.silenced.value]).toEqual(['ana', 'bo'])

  after.setSilenced('ana', false)
  expect([...(await load()).silenced.value]).toEqual(['bo'])
})

test('nothing is kept when nobody is silent', async () => {
  const { setSilenced } = await load()
  setSilenced('ana', true)
  setSilenced('ana', false)

  expect(kept.size).toBe(0)
})

test('whoever was silenced longest ago is forgotten first', async () => {
  const { setSilenced, silenced } = await load()
  for (let number = 0; number <= 500; number += 1) setSilenced(`user-${number}`, true)

  expect(silenced.value.size).toBe(500)
  expect(silenced.value.has('user-0')).toBe(false)
})
