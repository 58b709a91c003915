import { Refusal } from '../refusal.ts'

/** Shares of the width and height of the place where the keyboard is drawn. */
export interface CursorPlace {
  readonly x: number
  readonly y: number
}

/** @throws Refusal `invalid_input` unless both lie from 0 to 1. */
export function checkCursor({ x, y }: CursorPlace): void {
  if (x >= 0 && x <= 1 && y >= 0 && y <= 1) return
  throw new Refusal('invalid_input', { field: 'cursor', issue: 'Each must lie from 0 to 1' })
}

const furthest = 1_000

/** @throws Refusal `invalid_input` unless each lies from -1000 to 1000. */
export function checkAvatarPosition(position: { readonly x: number; readonly y: number; readonly z: number }): void {
  const { x, y, z } = position
  if ([x, y, z].every((value) => Math.abs(value) <= furthest)) return
  throw new Refusal('invalid_input', { field: 'avatar', issue: 'Each must lie from -1000 to 1000' })
}
