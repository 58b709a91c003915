import { expect, test } from 'vitest'
import { Emitter } from './emitter.ts'

function createEmitter() {
  const errors: unknown[] = []
  return { errors, emitter: new Emitter<{ note: number }>((error) => errors.push(error)) }
}

test('a listener that throws keeps nobody else from hearing', () => {
  const { emitter, errors } = createEmitter()
  const heard: number[] = []
  const fault = new Error('broken listener')
  emitter.on('note', () => {
    throw fault
  })
  emitter.on('note', (note) => heard.push(note))
  emitter.emit('note', 60)

  expect(heard).toEqual([60])
  expect(errors).toEqual([fault])
})

test('a listener that was added twice is told twice, and each time is stopped alone', () => {
  const { emitter } = createEmitter()
  const heard: number[] = []
  const listener = (note: number) => void heard.push(note)
  const stop = emitter.on('note', listener)
  emitter.on('note', listener)
  emitter.emit('note', 1)
  stop()
  emitter.emit('note', 2)

  expect(heard).toEqual([1, 1, 2])
})

test('a listener that is added while others are told hears from the next time on', () => {
  const { emitter } = createEmitter()
  const heard: number[] = []
  emitter.on('note', () => void emitter.on('note', (note) => heard.push(note)))
  emitter.emit('note', 1)

  expect(heard).toEqual([])
})
