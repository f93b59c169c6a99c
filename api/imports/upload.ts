import { accepted, defineEndpoint, invalid, z } from '../http';
import { presentImport } from './present-import';
import { ENCODINGS, IMPORT_LIMITS } from './read-csv';
import { importRows, importView } from './schema';
import { jsonTable, readTable } from './table';
import { takeIn } from './take-in';

const query = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .openapi({ type: 'boolean', description: 'Checks the rows and invites nobody.' }),
  encoding: z.enum(ENCODINGS).optional().openapi({
    description:
      'Of a file that is neither UTF-8 nor UTF-16. Without it a dry run reads such a file as windows-1252.',
  }),
  unknownColumns: z.enum(['refuse', 'pass-over']).default('refuse').openapi({
    description:
      'Whether a header with unknown or missing names is refused. A dry run may pass over such columns, to name them afterwards.',
  }),
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
    const { raw, query: options } = call;
    const { rows } = call.body;
    const { dryRun: isCheck, encoding } = options;
    const keepsUnknown = options.unknownColumns === 'pass-over';
    if (raw === undefined && rows === undefined) {
      throw invalid([{ pointer: '/rows', detail: 'Send rows, or a file as text/csv.' }]);
    }
    if (keepsUnknown && !isCheck) {
      throw invalid([{ pointer: '/unknownColumns', detail: 'Only a dry run may pass over columns.' }]);
    }
    const doc = await takeIn(
      call,
      (checker) =>
        raw === undefined
          ? jsonTable(checker, rows ?? [])
          : readTable(checker, raw, { encoding, isCheck, keepsUnknown }),
      isCheck,
    );
    return {
      ...accepted(presentImport(call.deps, call.caller, doc), `/v1/invitation-imports/${doc._id}`),
      audit: isCheck ? null : { target: { kind: 'invitation_import', id: doc._id } },
    };
  },
});
