import type { TermsAcceptanceQuery } from '../../models';
import {
  type ApiDeps,
  csvFile,
  csvOf,
  defineEndpoint,
  found,
  listMembers,
  ok,
  page,
  readPage,
  z,
} from '../http';
import { termsAcceptance } from './schema';
import { presentAcceptances } from './view';

const query = z.strictObject({
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
  format: z.enum(['json', 'csv']).optional(),
  ...listMembers(['acceptedAt']),
});

/** Who accepted which version, newest first; as CSV all of them at once. */
export const getProgramsByKeyTermsAcceptances = defineEndpoint({
  route: 'get /v1/programs/{key}/terms-acceptances',
  summary: 'List who accepted the terms',
  access: { scope: 'audit:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(termsAcceptance), alsoAs: ['text/csv'] } },
  async handler({ deps, caller, prefersCsv, params, query: { format, version, sort, limit, cursor } }) {
    const { accountId, key } = found(await deps.stores.programs.find(caller.accountId, params.key));
    const filter = { accountId, program: key, version, sort };
    if (format === 'csv' || (format === undefined && prefersCsv?.() === true)) {
      return csvFile('terms-acceptances.csv', await acceptancesCsv(deps, filter));
    }
    const read = () => deps.stores.termsAcceptances.list({ ...filter, limit, cursor });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentAcceptances(deps, items), nextCursor });
  },
});

/** Rows of one export; who needs more asks for one version. */
const MAX_CSV_ROWS = 20_000;
const CSV_BATCH = 1_000;
const COLUMNS = Object.keys(termsAcceptance.shape) as (keyof typeof termsAcceptance.shape)[];

async function acceptancesCsv(
  deps: ApiDeps,
  filter: Omit<TermsAcceptanceQuery, 'limit' | 'cursor'>,
): Promise<string> {
  const rows: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const found = await deps.stores.termsAcceptances.list({ ...filter, limit: CSV_BATCH, cursor });
    const items = await presentAcceptances(deps, found.items);
    rows.push(...items.map((item) => COLUMNS.map((name) => item[name])));
    cursor = found.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < MAX_CSV_ROWS);
  return csvOf(COLUMNS, rows);
}
