// Writes src/api/schema.d.ts from the document of a running server (DAYBOOK_SERVER) or from the file named: the types of
// every route that the application calls. `./test web_types` proves that the application fits the server's own document.
import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const [source = `${process.env.DAYBOOK_SERVER ?? 'http://127.0.0.1:8484'}/openapi.json`, target] =
  process.argv.slice(2)
const text = source.startsWith('http')
  ? await (await fetch(source)).text()
  : await readFile(source, 'utf8')
const heading = '// Made by `npm run types` from /openapi.json. Not to be edited.\n\n'
await writeFile(
  target ?? new URL('../src/api/schema.d.ts', import.meta.url),
  heading + astToString(await openapiTS(JSON.parse(text))),
)
