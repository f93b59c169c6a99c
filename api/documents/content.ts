import { defineEndpoint } from '../http';
import { savedFile } from './saved-file';
import { visibleDocument } from './visible';

/**
 * The bytes of a file, to be saved and never shown: no browser runs anything in it, whatever it holds. One that was not
 * scanned yet is scanned now.
 */
export const getDocumentsByIdContent = defineEndpoint({
  route: 'get /v1/documents/{id}/content',
  summary: 'Download a file',
  access: 'signed-in',
  responses: {
    200: {
      description: 'The bytes, to be saved under the name of the file.',
      contentType: 'application/octet-stream',
    },
  },
  problems: ['document-unchecked', 'document-infected', 'storage-unavailable'],
  async handler({ deps, caller, params }) {
    const read = () => visibleDocument(deps, caller, params.id);
    return savedFile(deps, await read(), read);
  },
});
