import { defineEndpoint, ok, present } from '../http';
import { documentView } from './schema';
import { visibleDocument } from './visible';

/** What is known of a file. */
export const getDocumentsById = defineEndpoint({
  route: 'get /v1/documents/{id}',
  summary: 'Show a file',
  access: 'signed-in',
  responses: { 200: { description: 'The file, without its bytes.', schema: documentView } },
  handler: async ({ deps, caller, params }) =>
    ok(present(documentView, await visibleDocument(deps, caller, params.id))),
});
