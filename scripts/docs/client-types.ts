import openapiTypescript, { astToString } from 'openapi-typescript';

const HEAD = '// Made from /openapi.json by `npm run docs`; do not edit.\n\n';

/** The TypeScript types of the OpenAPI document: the text of client/src/openapi.ts. */
export async function clientTypes(document: object): Promise<string> {
  // A copy: the generator writes into what it is given.
  const copy = JSON.parse(JSON.stringify(document)) as Parameters<typeof openapiTypescript>[0];
  // A default makes a member optional in what is sent, whatever is answered.
  return HEAD + astToString(await openapiTypescript(copy, { defaultNonNullable: false }));
}
