import { attachment } from '../../domain/documents/file-name';
import type { DocumentDoc } from '../../models';
import { type ApiDeps, Problem } from '../http';

/**
 * The bytes of a file as an answer that browsers save under its name, and neither show nor run; `read` finds the file
 * again, for what has become of it while it was scanned.
 *
 * @throws {@link Problem} 409 or 410 while nobody may have them
 */
export async function savedFile(
  { stores }: ApiDeps,
  document: DocumentDoc,
  read: () => Promise<Pick<DocumentDoc, 'state'>>,
) {
  if (document.state === 'infected') throw new Problem('document-infected');
  const content = await stores.documents.content(document);
  if (content === undefined) throw await unavailable(document.state, read);
  const headers = {
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': attachment(document.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  return { status: 200 as const, headers, body: content };
}

/** What has become of it meanwhile. */
async function unavailable(
  before: string,
  read: () => Promise<Pick<DocumentDoc, 'state'>>,
): Promise<Problem> {
  if (before === 'clean') return new Problem('not-found');
  const { state } = await read();
  return new Problem(state === 'infected' ? 'document-infected' : 'document-unchecked');
}
