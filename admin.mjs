// Plain JavaScript with built-ins only, so that any Node can read it and say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 24 || (major === 24 && minor >= 15)) {
  const { runAdmin } = await import('./tools/admin.ts')
  await runAdmin()
} else {
  console.error(
    `Tutti needs Node 24.15 or newer, but ${process.execPath} is ${process.versions.node}: ` +
      'run `npm ci` and then `npm run admin`, which brings its own Node.',
  )
  process.exitCode = 1
}
