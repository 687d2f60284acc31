import openapiTS, { astToString } from 'openapi-typescript'

/** The TypeScript that stands in src/api/schema.d.ts for an OpenAPI document. */
export async function typesOf(document) {
  const heading = '// Made by `npm run types` from /openapi.json. Not to be edited.\n\n'
  return heading + astToString(await openapiTS(document))
}
