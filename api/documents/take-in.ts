import type { IncomingHttpHeaders } from 'node:http';
import type { Uploader } from '../../domain/documents/document';
import { fileName } from '../../domain/documents/file-name';
import { FILE_TYPE_NAMES, fileTypeOf, typesText } from '../../domain/documents/file-types';
import { DEFAULT_BYTES } from '../../domain/documents/limits';
import { pointerOf, type Violation, violation } from '../../domain/field-error';
import type { CustomField } from '../../domain/programs/custom-field';
import { type FieldLimits, isFile } from '../../domain/programs/field-types';
import type { DocumentDoc, NewDocument } from '../../models';
import { type ApiDeps, created, invalid, present } from '../http';
import { uploadedDocument } from './schema';

/** A file, who brings it, and what it is for. */
export interface Upload {
  readonly accountId: string;
  readonly program: string;
  readonly invitationId: string | undefined;
  readonly uploadedBy: Uploader;
  /** Fields that whoever brings it may answer. */
  readonly fields: readonly CustomField[];
  readonly field: string;
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Takes in a file that answers a field: within its limits, of one of its types by name and by content, and clean.
 *
 * @throws {@link Problem} 422, which points at the field
 */
export async function takeIn(
  deps: ApiDeps,
  { fields, field: key, name, ...upload }: Upload,
): Promise<DocumentDoc & { readonly field: string }> {
  const field = fields.find((one) => one.key === key && isFile(one.type));
  if (field === undefined) {
    throw invalid([{ pointer: '/field', detail: 'There is no such field for a file.' }]);
  }
  const at = pointerOf(['customFields', key]);
  return { ...(await keepFile(deps, { ...upload, field: key, name }, field, at)), field: key };
}

/**
 * Stores a file within these limits, of one of the types by name and by content, and clean.
 *
 * @throws {@link Problem} 422, which points where it is told
 */
export async function keepFile(
  { stores }: ApiDeps,
  { name: given, content, ...upload }: Omit<NewDocument, 'type'>,
  { accept = FILE_TYPE_NAMES, maxBytes = DEFAULT_BYTES }: Pick<FieldLimits, 'accept' | 'maxBytes'>,
  pointer: string,
): Promise<DocumentDoc> {
  const refuse = (found: Violation) => invalid([{ pointer, ...found }]);
  if (content.length === 0) throw refuse(violation('file_empty'));
  if (content.length > maxBytes) throw refuse(violation('file_large', maxBytes / 1_000_000));
  const name = fileName(given);
  const type = fileTypeOf(name, content);
  if (type === undefined || !accept.includes(type)) throw refuse(violation('file_type', typesText(accept)));
  const stored = await stores.documents.add({ ...upload, name, type, content });
  if (stored === undefined) throw refuse(violation('files_too_many'));
  if (stored.state === 'infected') throw refuse(violation('file_infected'));
  return stored;
}

/** What whoever holds a link is told of a file that was taken in; one on its way out is the business of nobody. */
export function answerUploaded(stored: DocumentDoc & { readonly field: string }) {
  const state = stored.state === 'clean' ? ('clean' as const) : ('pending' as const);
  return created(present(uploadedDocument, { ...stored, state }));
}

/** The token of a link where the body is a file and addresses are written to logs: in a header. */
export function tokenIn(headers: IncomingHttpHeaders, name: string): string {
  return [headers[name] ?? []].flat()[0] ?? '';
}
