import { recordData } from '../../domain/workspaces/record-data';
import type { FolderDoc, RecordDoc, WorkspaceDoc } from '../../models';
import { present, scalars, z } from '../http';

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

export const record = z
  .object({
    id: z.string(),
    folderId: z.string(),
    name: z.string(),
    kind: z.string(),
    data: z.record(z.string(), z.unknown()),
    createdAt: scalars.instant,
  })
  .openapi('Record');

export const named = z.strictObject({ name: scalars.line() }).openapi('Named');

export const newRecord = z
  .strictObject({ name: scalars.line(), kind: scalars.key.optional(), data: recordData.optional() })
  .openapi('NewRecord');

export const presentWorkspace = (doc: WorkspaceDoc) => present(workspace, doc);

export const presentFolder = (doc: FolderDoc, recordCount: number) =>
  present(folder, { ...doc, recordCount });

export const presentRecord = (doc: RecordDoc) => present(record, doc);
