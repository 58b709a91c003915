import { chromium, type Browser } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Without any flag that lets audio start by itself, so that unlocking it is tested too. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine; CHROMIUM_PATH may name one')
  return chromium.launch({ executablePath, args: flags, ignoreDefaultArgs: ['--mute-audio'] })
}
