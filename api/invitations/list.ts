import { INVITATION_SORT_FIELDS, INVITATION_VIEWS } from '../../models';
import { INVITATION_ORIGINS } from '../../domain/invitations/views';
import { INVITATION_STATUSES } from '../../workflows/contract';
import {
  type Caller,
  countedMember,
  countedPage,
  csvFile,
  type CsvColumns,
  csvStream,
  defineEndpoint,
  listMembers,
  may,
  ok,
  Problem,
  readPage,
  scalars,
  z,
} from '../http';
import { receivedBy } from './receiving';
import { presentInvitations } from './view';
import { invitation, type InvitationView } from './schema';

const statuses = z
  .string()
  .max(200)
  .transform(scalars.wordsOf)
  .pipe(z.array(z.enum(INVITATION_STATUSES)));

const query = z.strictObject({
  view: z.enum(INVITATION_VIEWS).default('sent'),
  status: statuses.optional().openapi({ type: 'string', example: 'sent,declined' }),
  search: z.string().max(200).optional(),
  program: scalars.key.optional(),
  inviter: z.string().min(1).max(64).optional(),
  origin: z.enum(INVITATION_ORIGINS).optional(),
  assignee: z.string().min(1).max(64).optional().openapi({ description: 'User ID, or me.', example: 'me' }),
  createdAfter: scalars.moment.optional(),
  createdBefore: scalars.moment.optional(),
  format: z.enum(['json', 'csv']).optional(),
  ...countedMember,
  ...listMembers(INVITATION_SORT_FIELDS),
});

const userOf = (assignee: string | undefined, { userId }: Caller) => (assignee === 'me' ? userId : assignee);

/**
 * A page of one of the views; `received` shows what this account, and the caller's own address, was sent. As CSV
 * all of it at once, which the audit log tells.
 */
export const getInvitations = defineEndpoint({
  route: 'get /v1/invitations',
  summary: 'List invitations',
  access: 'signed-in',
  query,
  responses: { 200: { description: 'One page.', schema: countedPage(invitation), alsoAs: ['text/csv'] } },
  problems: ['forbidden'],
  audit: 'invitations_exported',
  async handler({ deps, caller, prefersCsv, query: { format, assignee, ...rest } }) {
    if (rest.view !== 'received' && !may(caller, 'invitations:read')) throw new Problem('forbidden');
    const read = async (where: { readonly limit: number; readonly cursor?: string | undefined }) => {
      const list = () =>
        deps.stores.invitations.list({
          accountId: caller.accountId,
          ...(rest.view === 'received' && { receivedBy: receivedBy(caller) }),
          ...rest,
          // Whom a sender has chosen is no business of a receiver.
          assignee: rest.view === 'received' ? undefined : userOf(assignee, caller),
          ...where,
        });
      const { items, ...around } = await readPage(list, (doc) => doc);
      return { items: await presentInvitations(deps, caller, items), ...around };
    };
    if (format !== 'csv' && (format !== undefined || prefersCsv?.() !== true)) {
      return { ...ok(await read(rest)), audit: null };
    }
    const csv = csvStream(COLUMNS, await read({ limit: CSV_BATCH }), (cursor) =>
      read({ limit: CSV_BATCH, cursor }),
    );
    const { view, status = null } = rest;
    const audit = { target: { kind: 'account', id: caller.accountId }, after: { view, status } };
    return { ...csvFile(`${view}.csv`, csv), audit };
  },
});

const CSV_BATCH = 200;

/** The columns of the CSV file, in their order; names of the JSON. */
const COLUMNS: CsvColumns<InvitationView> = {
  id: ({ id }) => id,
  status: ({ status }) => status,
  statusLabel: ({ statusLabel }) => statusLabel,
  partnerName: ({ partnerName }) => partnerName,
  contactFirstName: ({ contactFirstName }) => contactFirstName,
  contactLastName: ({ contactLastName }) => contactLastName,
  contactEmail: ({ contactEmail }) => contactEmail,
  phoneNumber: ({ phoneNumber }) => phoneNumber,
  country: ({ country }) => country,
  industry: ({ industry }) => industry,
  program: ({ program }) => program,
  inviter: ({ inviter }) => inviter.name,
  inviterAccountName: ({ inviterAccountName }) => inviterAccountName,
  createdAt: ({ createdAt }) => createdAt,
  sentAt: ({ sentAt }) => sentAt,
  viewedAt: ({ viewedAt }) => viewedAt,
  respondedAt: ({ respondedAt }) => respondedAt,
  expiresAt: ({ expiresAt }) => expiresAt,
  updatedAt: ({ updatedAt }) => updatedAt,
  reason: ({ reason }) => reason,
};
