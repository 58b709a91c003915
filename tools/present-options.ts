import { options } from '@tutti/server'

/** docs/reference/configuration.md: every option there is. */
export function presentOptions(): string {
  const rows = Object.values(options).map((option) => {
    const fallback = 'fallbackText' in option && option.fallbackText ? option.fallbackText : String(option.fallback)
    const names = 'alias' in option && option.alias ? `\`${option.env}\`, \`${option.alias}\`` : `\`${option.env}\``
    return `| ${names} | ${fallback} | ${option.allowed} | ${option.about} |`
  })
  return [
    '# Configuration',
    '',
    'Made from the table of options by `npm run generate`.',
    '',
    'Every option can be given in the environment, in a file that `…_FILE` names, or on the command line:',
    '`TUTTI_PORT=9000`, `TUTTI_PORT_FILE=/run/secrets/port`, `npm start -- --port 9000`. The command line wins over the',
    'environment, which wins over the default.',
    '',
    '| option | default | allowed | what it does |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
