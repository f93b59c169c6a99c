import { accepted, defineEndpoint, Problem, z } from '../http';
import { ownImport, presentImport } from './present-import';
import { IMPORT_LIMITS } from './read-csv';
import { importView } from './schema';
import { storedTable } from './table';
import { takeIn } from './take-in';

const body = z
  .strictObject({
    dryRun: z.boolean().default(false).openapi({ description: 'Checks the rows again and invites nobody.' }),
    columns: z
      .array(z.string().max(200))
      .max(IMPORT_LIMITS.columns)
      .optional()
      .openapi({
        description: 'What each column fills, in the order of the file; `-` passes one over.',
        example: ['partnerName', 'contactEmail', '-'],
      }),
  })
  .openapi('ImportRepeat');

/** Invites everybody in a file that was checked, without sending it again. */
export const postInvitationImportsByIdRepeat = defineEndpoint({
  route: 'post /v1/invitation-imports/{id}/repeat',
  summary: 'Import the rows of a dry run',
  access: { scope: 'imports:write' },
  body,
  responses: {
    202: { description: 'Another import, of the same rows.', schema: importView },
  },
  problems: ['invalid-transition', 'temporal-unavailable'],
  async handler(call) {
    const { deps, caller, params } = call;
    const { dryRun, columns } = call.body;
    const checked = await ownImport(deps, caller, params.id);
    if (!checked.dryRun) throw new Problem('invalid-transition', { currentStatus: checked.status });
    const doc = await takeIn(
      call,
      (checker) => storedTable(checker, deps.stores.importRows, checked, columns),
      dryRun,
    );
    return {
      ...accepted(presentImport(deps, caller, doc), `/v1/invitation-imports/${doc._id}`),
      audit: dryRun ? null : { target: { kind: 'invitation_import', id: doc._id } },
    };
  },
});
