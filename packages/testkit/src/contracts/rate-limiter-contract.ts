import type { Budget, RateLimiter } from '@tutti/core'
import { describe, expect, test } from 'vitest'

export interface LimiterUnderTest extends Disposable {
  readonly limiter: RateLimiter
  readonly now: () => number
  readonly advance: (byMs: number) => void
}

const budget: Budget = { name: 'attempts', limit: 3, windowMs: 60_000 }

/** What every counter of requests keeps to. */
export function rateLimiterContract(name: string, open: () => LimiterUnderTest): void {
  describe(`limits in ${name}`, () => {
    test('the budget is granted, then refused, until its window ends', async () => {
      using under = open()
      const { limiter } = under
      const takes = [await limiter.take(budget, 'a'), await limiter.take(budget, 'a'), await limiter.take(budget, 'a')]
      const refused = await limiter.take(budget, 'a')

      under.advance(budget.windowMs)
      const again = await limiter.take(budget, 'a')

      expect(takes.map(({ granted, remaining }) => [granted, remaining])).toEqual([
        [true, 2],
        [true, 1],
        [true, 0],
      ])
      expect(refused).toMatchObject({ granted: false, remaining: 0 })
      expect(again).toMatchObject({ granted: true, remaining: 2 })
    })

    test('[P-052] the window ends at a whole second, at most its length from now, and stays', async () => {
      using under = open()
      const { resetAtMs } = await under.limiter.take(budget, 'a')
      under.advance(1_500)
      const later = await under.limiter.take(budget, 'a')

      expect(resetAtMs % 1000).toBe(0)
      expect(resetAtMs - under.now()).toBeGreaterThan(budget.windowMs - 3_000)
      expect(resetAtMs - under.now()).toBeLessThanOrEqual(budget.windowMs)
      expect(later.resetAtMs).toBe(resetAtMs)
    })

    test('keys and budgets are counted apart', async () => {
      using under = open()
      await under.limiter.take(budget, 'a')

      expect((await under.limiter.take(budget, 'b')).remaining).toBe(2)
      expect((await under.limiter.take({ ...budget, name: 'other' }, 'a')).remaining).toBe(2)
    })

    test('what is given back may be taken again, and no more than was taken', async () => {
      using under = open()
      const { limiter } = under
      await limiter.take(budget, 'a')
      await limiter.giveBack(budget, 'a')
      await limiter.giveBack(budget, 'a')

      expect((await limiter.take(budget, 'a')).remaining).toBe(2)
    })

    test('[S-31] of fifty at once exactly as many are granted as there are', async () => {
      using under = open()
      const taken = await Promise.all(Array.from({ length: 50 }, () => under.limiter.take(budget, 'a')))

      expect(taken.filter(({ granted }) => granted)).toHaveLength(3)
    })
  })
}
