import { csvFile, defineEndpoint, ok, page, paging, readPage, scalars, z } from '../http';
import { auditCsv, presentAudit } from './view';
import { auditItem } from './schema';

const word = z.string().min(1).max(100);

const query = z.strictObject({
  type: word.transform(scalars.wordsOf).optional().openapi({ type: 'string', example: 'revoked,expired' }),
  actor: word.optional().openapi({ description: 'ID or kind.' }),
  target: word.optional().openapi({ description: 'ID or kind.' }),
  from: scalars.moment.optional(),
  to: scalars.moment.optional(),
  sort: z.enum(['seq', '-seq']).optional(),
  format: z.enum(['json', 'csv']).optional(),
  ...paging,
});

/** What happened in the account, newest first; as CSV all of it at once. */
export const getAuditLog = defineEndpoint({
  route: 'get /v1/audit-log',
  summary: 'Read the audit log',
  access: { scope: 'audit:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(auditItem), alsoAs: ['text/csv'] } },
  async handler({ deps, caller, prefersCsv, query: { type: types, format, limit, cursor, ...rest } }) {
    const filter = { ...rest, types, accountId: caller.accountId };
    if (format === 'csv' || (format === undefined && prefersCsv?.() === true)) {
      return csvFile('audit-log.csv', await auditCsv(deps, filter));
    }
    const read = () => deps.stores.auditLog.list({ ...filter, limit, cursor });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentAudit(deps, items), nextCursor });
  },
});
