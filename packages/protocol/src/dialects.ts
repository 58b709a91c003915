export * from './dialects/dialect.ts'
export * from './dialects/field-names.ts'
export * from './dialects/piano.ts'
