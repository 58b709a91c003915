export * from './find-chromium.ts'
export * from './launch-chromium.ts'
