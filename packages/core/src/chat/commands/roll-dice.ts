import { Refusal } from '../../refusal.ts'

const mostDice = 20
const mostSides = 1_000

/** `2d6`, `d20`, `100` (one die of a hundred) or nothing (one of six) as what came of it. @throws Refusal `invalid_input`. */
export function rollDice(asked: string, random: () => number): string {
  const match = /^(?:(\d{0,4})d)?(\d{1,4})$/i.exec(asked.trim() || 'd6')
  const dice = Number(match?.[1] || 1)
  const sides = Number(match?.[2])
  if (!match || dice < 1 || dice > mostDice || sides < 2 || sides > mostSides) {
    const issue = `Write for instance 2d6: at most ${mostDice} dice of 2 to ${mostSides} sides`
    throw new Refusal('invalid_input', { field: 'message', issue })
  }
  const thrown = Array.from({ length: dice }, () => 1 + Math.floor(random() * sides))
  const sum = thrown.reduce((total, one) => total + one, 0)
  return `rolls ${dice}d${sides}: ${dice === 1 ? sum : `${thrown.join(' + ')} = ${sum}`}`
}
