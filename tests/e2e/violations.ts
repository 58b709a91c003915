import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export interface Looking {
  /** A part of the page alone. */
  readonly within?: string
  /** These rules instead of all. */
  readonly rules?: string[]
}

/** What keeps somebody from using the page as it is now, as far as a machine can tell. */
export async function violations(page: Page, { within, rules }: Looking = {}): Promise<string[]> {
  // The other mode opens a page of its own to gather what frames say: our pages have none.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (within !== undefined) axe.include(within)
  if (rules) axe.withRules(rules)
  const { violations: found } = await axe.analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** The same by day and by night, for a page that follows the device: only colours differ between the two. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const byNight = await violations(page, { rules: ['color-contrast'] })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const byDay = await violations(page)
  return [...byNight.map((found) => `dark: ${found}`), ...byDay.map((found) => `light: ${found}`)]
}
