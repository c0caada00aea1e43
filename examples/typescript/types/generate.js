// Writes the types of every release of the contract: wegweiser-<version>.ts beside this file.
// `npm run generate -- --check` writes nothing and names what is stale.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HERE = dirname(fileURLToPath(import.meta.url))
const RELEASES = join(HERE, '../../../spec/releases')
const { version: GENERATOR } = createRequire(import.meta.url)('openapi-typescript/package.json')
const FLAGS = ['--root-types', '--root-types-no-schema-prefix', '--root-types-keep-casing']

function typesOf(release) {
  const command = join(HERE, 'node_modules/.bin/openapi-typescript')
  const types = execFileSync(command, [join(RELEASES, `${release}.yaml`), ...FLAGS], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const from = `Wegweiser ${release} by openapi-typescript ${GENERATOR}`
  return `// Generated from ${from} (\`npm run generate\` in examples/typescript/types); do not edit. CC-BY-4.0.\n${types}`
}

function present(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const releases = readdirSync(RELEASES).filter(name => name.endsWith('.yaml')).map(name => name.slice(0, -'.yaml'.length))
for (const release of releases) {
  const file = join(HERE, `wegweiser-${release}.ts`)
  const types = typesOf(release)
  if (!process.argv.includes('--check')) {
    writeFileSync(file, types)
    console.log(`written: wegweiser-${release}.ts`)
  } else if (present(file) !== types) {
    console.error(`stale: wegweiser-${release}.ts; run \`npm run generate\``)
    process.exitCode = 1
  }
}
