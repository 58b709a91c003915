import { expect, test } from 'vitest'
import { deviceWords } from './device-words.ts'

test('a browser is called by its name and its system', () => {
  expect(deviceWords('Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Windows')
  expect(deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1')).toBe(
    'Safari on iPhone',
  )
})

test('Edge and Chrome on Android are not what they also claim to be', () => {
  expect(deviceWords('Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36')).toBe(
    'Chrome on Android',
  )
  expect(deviceWords('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge on Windows')
})

test('anything else is called what it calls itself', () => {
  expect(deviceWords('curl/8.5.0')).toBe('curl')
  expect(deviceWords(null)).toBe('Something unnamed')
})
