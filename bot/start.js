// Plain JavaScript for any Node, so that one too old for the rest can be told.
const programs = { admin: './admin/main.ts', stop: './stop.ts' }
const [oldestMajor, oldestMinor] = [22, 18]
const [major, minor] = process.version.slice(1).split('.').map(Number)

if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
  console.error(
    `Node ${process.version} is too old: install ${oldestMajor}.${oldestMinor} or newer (npm ci brings one along).`,
  )
  process.exit(1)
}

const name = process.argv[2] ?? ''
if (Object.hasOwn(programs, name)) process.argv.splice(2, 1)
await import(programs[name] ?? './main.ts')
