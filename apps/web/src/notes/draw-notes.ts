import { findShape, keyShapes } from '../keyboard/key-layout.ts'
import type { KeyWindow } from '../keyboard/key-window.ts'
import { grainOf } from '../people/player-color.ts'
import type { Ink } from './ink.ts'
import type { RisingNote } from './rising-notes.ts'
import { flightMs } from './sight.ts'

export interface Scene {
  readonly width: number
  readonly height: number
  readonly nowMs: number
  readonly window: KeyWindow
  readonly notes: readonly RisingNote[]
  readonly ink: Pick<Ink, 'ground' | 'line' | 'paintFor'>
  /** Notes stand still above their keys while they are held. */
  readonly isStill: boolean
}

export interface NoteBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly alpha: number
}

const gapPx = 1.5
const shortestPx = 7
const roundestPx = 5

/** Where a note is now, or undefined when it is off the screen. */
export function boxOf(
  note: RisingNote,
  scene: Pick<Scene, 'width' | 'height' | 'nowMs' | 'window' | 'isStill'>,
): NoteBox | undefined {
  const shape = findShape(note.key)
  if (!shape) return undefined
  const { first, count } = scene.window
  const perKey = scene.width / count
  const x = (shape.left - first) * perKey + gapPx
  const width = Math.max(2, shape.width * perKey - gapPx * 2)
  if (x > scene.width || x + width < 0) return undefined
  const loudness = 0.6 + (note.velocity / 127) * 0.4
  if (scene.isStill) return stillBox(note, { x, width, sceneHeight: scene.height, loudness })
  const speed = scene.height / flightMs
  const risen = note.endedMs === undefined ? 0 : (scene.nowMs - note.endedMs) * speed
  const top = Math.min(scene.height + shortestPx, (scene.nowMs - note.startedMs) * speed)
  const height = Math.max(shortestPx, top - risen)
  const fading = Math.max(0, 1 - risen / (scene.height * 0.92)) ** 0.95
  return { x, y: scene.height - risen - height, width, height, alpha: loudness * fading }
}

interface Still {
  readonly x: number
  readonly width: number
  readonly sceneHeight: number
  readonly loudness: number
}

function stillBox(note: RisingNote, { x, width, sceneHeight, loudness }: Still): NoteBox | undefined {
  if (note.endedMs !== undefined) return undefined
  const height = Math.min(sceneHeight, 24 + (note.velocity / 127) * 96)
  return { x, y: sceneHeight - height, width, height, alpha: loudness }
}

export function drawScene(context: CanvasRenderingContext2D, scene: Scene): void {
  context.clearRect(0, 0, scene.width, scene.height)
  drawOctaves(context, scene)
  for (const note of scene.notes) {
    const box = boxOf(note, scene)
    if (box && box.alpha > 0.01) drawNote(context, { box, player: note.player, ink: scene.ink })
  }
  context.globalAlpha = 1
}

/** A faint line at the left of every C, so that the eye finds its octave. */
function drawOctaves(context: CanvasRenderingContext2D, { width, height, window, ink }: Scene): void {
  context.globalAlpha = 1
  context.fillStyle = ink.line
  for (const { key, left } of keyShapes) {
    if (key % 12 !== 0) continue
    const x = Math.round(((left - window.first) * width) / window.count)
    if (x > 0 && x < width) context.fillRect(x, 0, 1, height)
  }
}

interface Stroke {
  readonly box: NoteBox
  readonly player: number
  readonly ink: Scene['ink']
}

function drawNote(context: CanvasRenderingContext2D, { box, player, ink }: Stroke): void {
  const { x, y, width, height, alpha } = box
  const grain = grainOf(player)
  const paint = ink.paintFor(player, y)
  context.beginPath()
  context.roundRect(x, y, width, height, Math.min(width / 2, roundestPx))
  context.globalAlpha = grain === 'hollow' ? alpha * 0.42 : alpha
  context.fillStyle = paint
  context.fill()
  if (grain === 'hollow') {
    context.globalAlpha = alpha
    context.strokeStyle = paint
    context.lineWidth = 1.5
    context.stroke()
  }
  if (grain === 'split' && width > 5) {
    context.globalAlpha = alpha * 0.6
    context.fillStyle = ink.ground
    context.fillRect(x + width / 2 - 0.75, y + 2, 1.5, Math.max(0, height - 4))
  }
}
