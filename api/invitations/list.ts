import { INVITATION_SORT_FIELDS, INVITATION_VIEWS } from '../../models';
import { INVITATION_STATUSES } from '../../workflows/contract';
import {
  type Caller,
  defineEndpoint,
  may,
  ok,
  onePage,
  paging,
  Problem,
  readPage,
  scalars,
  z,
} from '../http';
import { receivedBy } from './receiving';
import { presentInvitations } from './view';
import { invitation } from './schema';

const statuses = z
  .string()
  .max(200)
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(z.enum(INVITATION_STATUSES)));

const sortNames = INVITATION_SORT_FIELDS.flatMap((field) => [field, `-${field}`]);

const query = z.strictObject({
  view: z.enum(INVITATION_VIEWS).default('sent'),
  status: statuses.optional().openapi({ type: 'string', example: 'sent,declined' }),
  search: z.string().max(200).optional(),
  program: scalars.key.optional(),
  inviter: z.string().min(1).max(64).optional(),
  assignee: z.string().min(1).max(64).optional().openapi({ description: 'User ID, or me.', example: 'me' }),
  createdAfter: z.iso.datetime({ offset: true }).optional(),
  createdBefore: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(sortNames as [string, ...string[]]).optional(),
  ...paging,
});

const instantOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

const userOf = (assignee: string | undefined, { userId }: Caller) => (assignee === 'me' ? userId : assignee);

/** A page of one of the views; `received` shows what this account, and the caller's own address, was sent. */
export const getInvitations = defineEndpoint({
  route: 'get /v1/invitations',
  summary: 'List invitations',
  access: 'signed-in',
  query,
  responses: onePage(invitation),
  problems: ['forbidden'],
  async handler({ deps, caller, query: { createdAfter, createdBefore, assignee, ...rest } }) {
    if (rest.view !== 'received' && !may(caller, 'invitations:read')) throw new Problem('forbidden');
    const read = () =>
      deps.stores.invitations.list({
        accountId: caller.accountId,
        ...(rest.view === 'received' && { receivedBy: receivedBy(caller) }),
        ...rest,
        // Whom a sender has chosen is no business of a receiver.
        assignee: rest.view === 'received' ? undefined : userOf(assignee, caller),
        createdAfter: instantOf(createdAfter),
        createdBefore: instantOf(createdBefore),
      });
    const { items, nextCursor } = await readPage(read, (doc) => doc);
    return ok({ items: await presentInvitations(deps, caller, items), nextCursor });
  },
});
