import { expect, test } from 'vitest'
import { ReadCache } from './read-cache.ts'

function createCache() {
  const state = { writes: 0, nowMs: 0, reads: 0 }
  const cache = new ReadCache({ database: state, now: () => state.nowMs })
  const find = cache.wrap(async (id: string) => {
    state.reads += 1
    if (id === 'bad') throw new Error('away')
    return `${id} after ${state.writes} writes`
  })
  return { state, find }
}

test('what was read is read once, by however many at once', async () => {
  const { state, find } = createCache()
  const values = await Promise.all([find('a'), find('a'), find('b')])
  await find('a')
  expect(values).toEqual(['a after 0 writes', 'a after 0 writes', 'b after 0 writes'])
  expect(state.reads).toBe(2)
})

test('[P-020] whoever was told of a write sees it', async () => {
  const { state, find } = createCache()
  await find('a')
  state.writes += 1
  expect(await find('a')).toBe('a after 1 writes')
})

test('a read that began before a write is not kept', async () => {
  const { state, find } = createCache()
  const early = find('a')
  state.writes += 1
  await early
  await find('a')
  expect(state.reads).toBe(2)
})

test('what others write is seen after half a second', async () => {
  const { state, find } = createCache()
  await find('a')
  state.nowMs = 499
  await find('a')
  expect(state.reads).toBe(1)
  state.nowMs = 500
  await find('a')
  expect(state.reads).toBe(2)
})

test('a failure is not remembered', async () => {
  const { state, find } = createCache()
  await expect(find('bad')).rejects.toThrow('away')
  await expect(find('bad')).rejects.toThrow('away')
  expect(state.reads).toBe(2)
})
