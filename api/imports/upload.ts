import { accepted, defineEndpoint, invalid, z } from '../http';
import { presentImport } from './present-import';
import { IMPORT_LIMITS } from './read-csv';
import { uploadImport } from './upload-import';
import { importRows, importView } from './schema';

const query = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .openapi({ type: 'boolean', description: 'Checks the rows and invites nobody.' }),
});

/** Invites everybody in a file. The same file again invites nobody twice. */
export const postInvitationImports = defineEndpoint({
  route: 'post /v1/invitation-imports',
  summary: 'Import invitations from CSV or JSON',
  access: { scope: 'imports:write' },
  query,
  body: importRows,
  rawBody: { contentTypes: ['text/csv'], limitBytes: IMPORT_LIMITS.fileBytes },
  responses: {
    202: { description: 'The import; it runs until every row has a result.', schema: importView },
  },
  problems: ['temporal-unavailable'],
  async handler(call) {
    const { raw } = call;
    const { rows } = call.body;
    const { dryRun } = call.query;
    if (raw === undefined && rows === undefined) {
      throw invalid([{ pointer: '/rows', detail: 'Send rows, or a file as text/csv.' }]);
    }
    const doc = await uploadImport(call, raw === undefined ? { rows: rows ?? [] } : { csv: raw }, dryRun);
    return {
      ...accepted(presentImport(call.deps, call.caller, doc), `/v1/invitation-imports/${doc._id}`),
      audit: dryRun ? null : { target: { kind: 'invitation_import', id: doc._id } },
    };
  },
});
