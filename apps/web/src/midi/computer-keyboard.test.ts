import { expect, test } from 'vitest'
import { findMeaning, isForPiano, keyLabels, playComputerKeyboard } from './computer-keyboard.ts'

function setUp() {
  const target = new EventTarget()
  const heard: string[] = []
  const keyboard = playComputerKeyboard({
    target,
    onNoteOn: (key) => heard.push(`on ${key}`),
    onNoteOff: (key) => heard.push(`off ${key}`),
    onSustain: (down) => heard.push(down ? 'pedal down' : 'pedal up'),
    onOctave: (octave) => heard.push(`octave ${octave}`),
  })
  const send = (type: string, code: string, more: object = {}) => {
    const event = Object.assign(new Event(type, { cancelable: true }), {
      code,
      repeat: false,
      ctrlKey: false,
      altKey: false,
      metaKey: false,
      ...more,
    })
    target.dispatchEvent(event)
    return event
  }
  return {
    heard,
    keyboard,
    target,
    down: (code: string, more?: object) => send('keydown', code, more),
    up: (code: string) => send('keyup', code),
  }
}

test('two rows, the black keys above the white ones', () => {
  const keyOf = (code: string) => {
    const meaning = findMeaning(code, 0)
    return meaning?.kind === 'note' ? meaning.key : undefined
  }
  expect(['KeyZ', 'KeyS', 'KeyX', 'KeyD', 'KeyC', 'KeyV', 'KeyG'].map(keyOf)).toEqual([48, 49, 50, 51, 52, 53, 54])
  expect(['KeyQ', 'Digit2', 'KeyW', 'Digit3', 'KeyE', 'KeyR', 'Digit5'].map(keyOf)).toEqual([
    60, 61, 62, 63, 64, 65, 66,
  ])
  expect(['Comma', 'KeyL', 'Period', 'Semicolon', 'Slash'].map(keyOf)).toEqual([60, 61, 62, 63, 64])
  expect(['KeyP', 'BracketLeft', 'Equal', 'BracketRight'].map(keyOf)).toEqual([76, 77, 78, 79])
  expect(['KeyA', 'KeyF', 'KeyK', 'Digit1', 'Digit4', 'Digit8'].map(keyOf)).toEqual(Array(6).fill(undefined))
})

test('every label is on the keyboard in every octave', () => {
  for (let octave = -2; octave <= 3; octave += 1)
    for (const key of keyLabels(octave).keys()) expect(key >= 21 && key <= 127).toBe(true)
})

test('a key sounds while it is down, and repeats are ignored', () => {
  const { heard, down, up } = setUp()
  down('KeyQ')
  down('KeyQ', { repeat: true })
  up('KeyQ')
  expect(heard).toEqual(['on 60', 'off 60'])
})

test('the octave may change while a key is held', () => {
  const { heard, down, up } = setUp()
  down('KeyQ')
  down('ArrowRight')
  down('KeyW')
  up('KeyQ')
  up('KeyW')
  expect(heard).toEqual(['on 60', 'octave 1', 'on 74', 'off 60', 'off 74'])
})

test('two keys for the same note hold it together', () => {
  const { heard, down, up } = setUp()
  down('KeyQ')
  down('Comma')
  up('KeyQ')
  expect(heard).toEqual(['on 60'])
  up('Comma')
  expect(heard).toEqual(['on 60', 'off 60'])
})

test('space is the pedal and does not scroll', () => {
  const { heard, down, up } = setUp()
  expect(down('Space').defaultPrevented).toBe(true)
  up('Space')
  expect(heard).toEqual(['pedal down', 'pedal up'])
})

test('shortcuts and typing are not for the piano', () => {
  const { heard, down } = setUp()
  expect(down('KeyR', { ctrlKey: true }).defaultPrevented).toBe(false)
  expect(heard).toEqual([])
  const field = Object.assign(new EventTarget(), { closest: (selector: string) => selector.includes('textarea') })
  expect(
    isForPiano({ code: 'KeyQ', repeat: false, ctrlKey: false, altKey: false, metaKey: false, target: field }),
  ).toBe(false)
})

test('leaving the window lets everything go', () => {
  const { heard, down, target } = setUp()
  down('KeyQ')
  down('Space')
  target.dispatchEvent(new Event('blur'))
  expect(heard.slice(2)).toEqual(['off 60', 'pedal up'])
})

test('closing lets go and listens no more', () => {
  const { heard, down, keyboard } = setUp()
  down('KeyQ')
  keyboard.close()
  down('KeyW')
  expect(heard).toEqual(['on 60', 'off 60'])
})
