import { filesIn } from '../../domain/documents/answers';
import { type FieldError, pointerOf, violation } from '../../domain/field-error';
import type { CustomField } from '../../domain/programs/custom-field';
import type { DocumentDoc, DocumentStore } from '../../models';
import { type ApiDeps, invalid } from '../http';

type Values = Readonly<Record<string, unknown>> | null;

/** Whose answers they are. */
export interface Answering {
  readonly accountId: string;
  readonly program: string;
  /** The invitation, and the one whose data it has. */
  readonly invitationIds: readonly string[];
  /** Whoever is signed in. */
  readonly userId?: string | undefined;
}

/** The IDs of all files among the answers. */
export function fileIdsIn(fields: readonly CustomField[], values: Values): string[] {
  return [...filesIn(fields, values).values()];
}

/** Files among the answers that were not uploaded for this field by whoever answers, or that hold malware. */
export async function fileErrors(
  documents: Pick<DocumentStore, 'findMany'>,
  answering: Answering,
  fields: readonly CustomField[],
  values: Values,
): Promise<FieldError[]> {
  const files = filesIn(fields, values);
  const known = await documentsById(documents, files);
  return [...files].flatMap(([key, id]) => {
    const document = known.get(id);
    const isUsable = document !== undefined && answersField(document, key, answering);
    if (!isUsable || document.state === 'removing') return [at(key, 'file')];
    return document.state === 'infected' ? [at(key, 'file_infected')] : [];
  });
}

/** Files among the answers that nobody may decide by: not scanned yet, or gone because of what they held. */
export async function undecidableFiles(
  { stores }: ApiDeps,
  fields: readonly CustomField[],
  values: Values,
): Promise<FieldError[]> {
  const files = filesIn(fields, values);
  const known = await documentsById(stores.documents, files);
  return [...files].flatMap(([key, id]) => {
    const state = known.get(id)?.state;
    if (state === 'pending') return [at(key, 'file_unchecked')];
    return state === 'clean' ? [] : [at(key, state === 'infected' ? 'file_infected' : 'file')];
  });
}

/**
 * Keeps the files among the answers for the invitation, before the answers are stored.
 *
 * @throws {@link Problem} 422 when one of them went at this very moment
 */
export async function handIn(
  { stores }: ApiDeps,
  { _id, accountId }: { readonly _id: string; readonly accountId: string },
  fields: readonly CustomField[],
  values: Values,
): Promise<void> {
  const files = filesIn(fields, values);
  if (await stores.documents.handIn(accountId, [...files.values()], _id)) return;
  throw invalid([...files.keys()].map((key) => at(key, 'file')));
}

async function documentsById(
  documents: Pick<DocumentStore, 'findMany'>,
  files: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, DocumentDoc>> {
  const found = await documents.findMany([...new Set(files.values())]);
  return new Map(found.map((document) => [document._id, document]));
}

function answersField(
  { accountId, program, field, invitationIds, uploadedBy }: DocumentDoc,
  key: string,
  answering: Answering,
): boolean {
  if (accountId !== answering.accountId || program !== answering.program || field !== key) return false;
  const isOwn = uploadedBy.kind === 'user' && uploadedBy.id === answering.userId;
  return isOwn || invitationIds.some((id) => answering.invitationIds.includes(id));
}

function at(key: string, code: 'file' | 'file_infected' | 'file_unchecked'): FieldError {
  return { pointer: pointerOf(['customFields', key]), ...violation(code) };
}
