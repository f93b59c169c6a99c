import { attachment } from '../../domain/documents/file-name';
import { defineEndpoint, Problem } from '../http';
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
    const document = await visibleDocument(deps, caller, params.id);
    if (document.state === 'infected') throw new Problem('document-infected');
    const content = await deps.stores.documents.content(document);
    if (content === undefined)
      throw await unavailable(document.state, () => visibleDocument(deps, caller, params.id));
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': attachment(document.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    return { status: 200 as const, headers, body: content };
  },
});

/** What has become of it meanwhile. */
async function unavailable(
  before: string,
  read: () => Promise<{ readonly state: string }>,
): Promise<Problem> {
  if (before === 'clean') return new Problem('not-found');
  const { state } = await read();
  return new Problem(state === 'infected' ? 'document-infected' : 'document-unchecked');
}
