import { csvFile, defineEndpoint, ok, page, paging, readPage, z } from '../http';
import { auditCsv, presentAudit } from './view';
import { auditItem } from './schema';

const word = z.string().min(1).max(100);
const instant = z.iso.datetime({ offset: true });

const query = z.strictObject({
  type: word
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .optional()
    .openapi({ type: 'string', example: 'revoked,expired' }),
  actor: word.optional().openapi({ description: 'ID or kind.' }),
  target: word.optional().openapi({ description: 'ID or kind.' }),
  from: instant.optional(),
  to: instant.optional(),
  sort: z.enum(['seq', '-seq']).optional(),
  format: z.enum(['json', 'csv']).optional(),
  ...paging,
});

const instantOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

/** What happened in the account, newest first; as CSV all of it at once. */
export const getAuditLog = defineEndpoint({
  route: 'get /v1/audit-log',
  summary: 'Read the audit log',
  access: { scope: 'audit:read' },
  query,
  responses: { 200: { description: 'One page.', schema: page(auditItem), alsoAs: ['text/csv'] } },
  async handler({ deps, caller, prefersCsv, query: { type, format, from, to, ...rest } }) {
    const { limit, cursor, ...filter } = {
      ...rest,
      accountId: caller.accountId,
      types: type,
      from: instantOf(from),
      to: instantOf(to),
    };
    if (format === 'csv' || (format === undefined && prefersCsv?.() === true)) {
      return csvFile('audit-log.csv', await auditCsv(deps, filter));
    }
    const read = () => deps.stores.auditLog.list({ ...filter, limit, cursor });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentAudit(deps, items), nextCursor });
  },
});
