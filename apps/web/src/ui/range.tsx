import type { ComponentProps } from 'react'
import { useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import styles from './range.module.css'

interface RangeProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

/** A native slider: `--filled` says how much of the track is inked. */
export function Range({ label, value, onChange, className, min = 0, max = 1, ...rest }: RangeProps) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const filled = (value - Number(min)) / (Number(max) - Number(min) || 1)
    input.current?.style.setProperty('--filled', `${filled * 100}%`)
  }, [value, min, max])
  return (
    <input
      step="any"
      {...rest}
      ref={input}
      type="range"
      aria-label={label}
      min={min}
      max={max}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className={classNames(styles['range'], className)}
    />
  )
}
