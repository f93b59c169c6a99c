import { asTyped, REJECTED_BECAUSE } from '../../domain/imports/columns';
import { type ApiDeps, csvFile, csvOf, defineEndpoint } from '../http';
import type { InvitationImportDoc } from '../../models';
import { yieldEvery10ms } from '../../domain/pace';
import { ownImport } from './present-import';

/** The rows that are invalid, to be corrected and imported again. */
export const getInvitationImportsByIdRejectedCsv = defineEndpoint({
  route: 'get /v1/invitation-imports/{id}/rejected.csv',
  summary: 'Download the invalid rows of an import',
  access: { scope: ['imports:write', 'invitations:read'] },
  responses: { 200: { description: 'The rows with what is wrong with each.', contentType: 'text/csv' } },
  async handler({ deps, caller, params }) {
    const doc = await ownImport(deps, caller, params.id);
    return csvFile(`rejected-${doc._id}.csv`, await rejectedCsv(deps, doc));
  },
});

/** Rows per look into the database. */
const BATCH = 100;

/**
 * The invalid rows in the columns of the file, with what is wrong in one more, to be corrected and sent again.
 * Formulas are neutralised.
 */
async function rejectedCsv(deps: ApiDeps, doc: InvitationImportDoc): Promise<string> {
  const rows: string[][] = [];
  const kept = [...doc.columns.keys()].filter((index) => doc.columns[index] !== REJECTED_BECAUSE);
  const breathe = yieldEvery10ms();
  for (let cursor: string | undefined; ;) {
    const page = await deps.stores.importRows.list(doc._id, 'invalid', { limit: BATCH, cursor });
    for (const { cells, problems } of page.items) {
      const padded = kept.map((index) => asTyped(doc.columns, cells[index] ?? ''));
      const why = problems.map(
        ({ pointer, detail }) => `${pointer.slice(1).replaceAll('/', '.')}: ${detail}`,
      );
      rows.push([...padded, why.join(' ')]);
      await breathe();
    }
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  return csvOf([...kept.map((index) => doc.columns[index] ?? ''), REJECTED_BECAUSE], rows);
}
