import { PARTNERSHIP_SORT_FIELDS } from '../../models';
import {
  countedMember,
  countedPage,
  csvFile,
  type CsvColumns,
  csvStream,
  defineEndpoint,
  listMembers,
  ok,
  readPage,
  z,
} from '../http';
import { presentPartners } from './view';
import { partner } from './schema';

const query = z.strictObject({
  status: z.enum(['active', 'inactive']).optional(),
  search: z.string().max(200).optional(),
  format: z.enum(['json', 'csv']).optional(),
  ...countedMember,
  ...listMembers(PARTNERSHIP_SORT_FIELDS),
});

/** A page of the account's partners, by name unless asked otherwise; as CSV all of them, which the audit log tells. */
export const getPartners = defineEndpoint({
  route: 'get /v1/partners',
  summary: 'List partners',
  access: { scope: 'partners:read' },
  query,
  responses: { 200: { description: 'One page.', schema: countedPage(partner), alsoAs: ['text/csv'] } },
  audit: 'partners_exported',
  async handler({ deps, caller, prefersCsv, query: { format, ...wanted } }) {
    const { accountId } = caller;
    const read = async (where: { readonly limit: number; readonly cursor?: string | undefined }) => {
      const list = () => deps.stores.partnerships.list({ accountId, ...wanted, ...where });
      const { items, ...rest } = await readPage(list, (one) => one);
      return { items: await presentPartners(deps, items), ...rest };
    };
    if (format !== 'csv' && (format !== undefined || prefersCsv?.() !== true)) {
      return { ...ok(await read(wanted)), audit: null };
    }
    const csv = csvStream(COLUMNS, await read({ limit: CSV_BATCH }), (cursor) =>
      read({ limit: CSV_BATCH, cursor }),
    );
    const { status = null } = wanted;
    const audit = { target: { kind: 'account', id: accountId }, after: { status } };
    return { ...csvFile(`${status ?? 'all'}-partners.csv`, csv), audit };
  },
});

const CSV_BATCH = 200;

/** The columns of the CSV file, in their order; names of the JSON. */
const COLUMNS: CsvColumns<Awaited<ReturnType<typeof presentPartners>>[number]> = {
  id: ({ id }) => id,
  partnerName: ({ partnerName }) => partnerName,
  status: ({ status }) => status,
  accountId: ({ accountId }) => accountId,
  invitationId: ({ invitationId }) => invitationId,
  contactFirstName: ({ contactFirstName }) => contactFirstName,
  contactLastName: ({ contactLastName }) => contactLastName,
  contactEmail: ({ contactEmail }) => contactEmail,
  createdAt: ({ createdAt }) => createdAt,
  updatedAt: ({ updatedAt }) => updatedAt,
};
