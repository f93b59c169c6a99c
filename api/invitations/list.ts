import { INVITATION_SORT_FIELDS, INVITATION_VIEWS } from '../../models';
import { INVITATION_STATUSES } from '../../workflows/contract';
import { defineEndpoint, listMembers, may, ok, onePage, Problem, readPage, scalars, z } from '../http';
import { receivedBy } from './receiving';
import { presentInvitations } from './view';
import { invitation } from './schema';

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
  createdAfter: scalars.moment.optional(),
  createdBefore: scalars.moment.optional(),
  ...listMembers(INVITATION_SORT_FIELDS),
});

/** A page of one of the views; `received` shows what this account, and the caller's own address, was sent. */
export const getInvitations = defineEndpoint({
  route: 'get /v1/invitations',
  summary: 'List invitations',
  access: 'signed-in',
  query,
  responses: onePage(invitation),
  problems: ['forbidden'],
  async handler({ deps, caller, query }) {
    if (query.view !== 'received' && !may(caller, 'invitations:read')) throw new Problem('forbidden');
    const read = () =>
      deps.stores.invitations.list({
        accountId: caller.accountId,
        ...(query.view === 'received' && { receivedBy: receivedBy(caller) }),
        ...query,
      });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentInvitations(deps, caller, items), nextCursor });
  },
});
