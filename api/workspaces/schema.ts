import { recordData } from '../../domain/workspaces/record-data';
import { RECORD_KINDS, RECORD_TYPES, recordErrors, storedData } from '../../domain/workspaces/record-types';
import type { DocumentDoc, FolderDoc, RecordDoc, WorkspaceDoc } from '../../models';
import { documentView } from '../documents/schema';
import { type ApiDeps, invalid, present, scalars, z } from '../http';

export const workspace = z
  .object({ id: z.string(), name: z.string(), createdAt: scalars.instant })
  .openapi('Workspace');

export const folder = z
  .object({
    id: z.string(),
    workspaceId: z.string(),
    name: z.string(),
    recordCount: z.int(),
    createdAt: scalars.instant,
  })
  .openapi('Folder');

/** One folder by itself, with what depends on it. */
export const folderDetails = folder
  .extend({
    sharedWith: z.int().openapi({ description: 'Partners with whom it is shared, inactive ones included.' }),
    openInvitations: z.int().openapi({ description: 'Invitations under way whose partners will see it.' }),
  })
  .openapi('FolderDetails');

/** The file of a record; its bytes have an endpoint of their own. */
const recordFile = documentView.pick({ name: true, type: true, bytes: true, sha256: true, state: true });

const kinds = RECORD_KINDS.map((key) => {
  const fields = RECORD_TYPES[key].fields.map(({ key: name, type }) => `${name} (${type})`);
  return `${key}: ${fields.join(', ')}`;
}).join('; ');

const data = recordData.meta({
  description: `What is known of it. Fields that a kind has, checked by their types: ${kinds}.`,
});

export const record = z
  .object({
    id: z.string(),
    folderId: z.string(),
    name: z.string(),
    kind: z.string(),
    data: z.record(z.string(), z.unknown()),
    link: z.string().nullable(),
    file: recordFile.nullable(),
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
  })
  .openapi('Record');

/** One record by itself, and where it stands. */
export const recordDetails = record
  .extend({
    folderName: z.string(),
    from: z.string().nullable().openapi({ description: 'The account that shares it; null for an own one.' }),
  })
  .openapi('RecordDetails');

export const named = z.strictObject({ name: scalars.line() }).openapi('Named');

const recordMembers = z.strictObject({
  name: scalars.line(),
  kind: scalars.key.optional().openapi({
    description: `What it is, which says in which module it shows: ${RECORD_KINDS.join(', ')}, or a key of the own.`,
    example: 'certificate',
  }),
  data: data.optional(),
  link: scalars.webUrl.nullable().optional().openapi({
    description: 'Where it can be opened, besides its file.',
    example: 'https://files.acme.example/list.pdf',
  }),
});

export const newRecord = recordMembers.openapi('NewRecord');

/** Members that are left out stay as they are. */
export const recordChanges = recordMembers.partial().openapi('RecordChanges');

export const presentWorkspace = (doc: WorkspaceDoc) => present(workspace, doc);

export const presentFolder = (doc: FolderDoc, recordCount: number) =>
  present(folder, { ...doc, recordCount });

export const presentRecord = (doc: RecordDoc, file?: DocumentDoc) =>
  present(record, { ...doc, updatedAt: doc.updatedAt ?? doc.createdAt, file: file && presentFile(file) });

const presentFile = (file: DocumentDoc) =>
  present(recordFile, { ...file, state: file.state === 'removing' ? 'infected' : file.state });

/** Records with the file of each. */
export async function presentRecords({ stores }: ApiDeps, docs: readonly RecordDoc[]) {
  const files = await stores.documents.ofRecords(docs.map(({ _id }) => _id));
  return docs.map((doc) => presentRecord(doc, files.get(doc._id)));
}

/** One record with its file. */
export async function presentOneRecord({ stores }: ApiDeps, doc: RecordDoc) {
  return presentRecord(doc, (await stores.documents.ofRecords([doc._id])).get(doc._id));
}

/**
 * The members of a record as they are stored.
 *
 * @throws {@link Problem} 422 for fields that are not as its kind has them
 */
export function checkedRecord<R extends Pick<RecordDoc, 'kind' | 'data'>>(input: R): R {
  const errors = recordErrors(input.kind, input.data);
  if (errors.length > 0) throw invalid(errors);
  return { ...input, data: storedData(input.kind, input.data) };
}
