import { WorkflowNotFoundError } from '@temporalio/client';
import { whyUnusable } from '../../../api/public-invitation/view';
import type { InvitationDoc } from '../../../models';
import {
  INVITATION_STATUSES,
  isTerminal,
  type InvitationSnapshot,
  type InvitationStatus,
} from '../../../workflows/contract';
import { snapshot, storedInvitation } from '../../support/models/samples';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { PASSWORD, TestApi } from '../../support/api/support';

/** What is answered when the workflow is over and the stored state has to tell. */
const over = () => Promise.reject(new WorkflowNotFoundError('over', 'invitation', undefined));
const api = new TestApi();
beforeAll(() => api.start(fakeTemporal({ update: over, signal: over, outcome: over })));
afterAll(() => api.stop());

const FUTURE = '2999-01-01T00:00:00.000Z';
let contacts = 0;

/** An invitation of Acme as it was left by its workflow, and its link. */
async function left(
  status: InvitationStatus,
  changes: Partial<InvitationSnapshot> = {},
  email = `contact${(contacts += 1)}@partner.example`,
) {
  const { accountId, userId } = api.people.admin;
  const input = { expiresAt: FUTURE, inviterId: userId };
  const id = await storedInvitation(api.stores, accountId, email, {
    input,
    customFields: { secret: 'ours' },
  });
  const written = { seq: 5, status, expiresAt: FUTURE, updatedAt: FUTURE, ...changes };
  await api.stores.invitations.record(snapshot(id, written));
  return { id, token: api.deps.tokens.invitationToken(id, 1, email) };
}

const ACCEPTED = { acceptedBy: { kind: 'invitee', id: 'invitee' } } as const;

describe('an answer that is repeated after the end', () => {
  it.each([
    ['accept', 'active', ACCEPTED],
    ['accept', 'provisioning', ACCEPTED],
    ['decline', 'declined', {}],
  ] as const)('to %s is answered like the first one, in %s', async (verb, status, changes) => {
    const { token } = await left(status, changes);
    const body = { token, ...(verb === 'accept' && { password: PASSWORD }) };
    const answer = await api.post(`/v1/public/invitation/${verb}`, undefined, body);
    expect([answer.status, answer.body]).toEqual([200, { status }]);
  });

  it.each([
    ['accept', 'declined', {}, 410, 'invitation-closed'],
    ['accept', 'revoked', {}, 410, 'invitation-closed'],
    ['accept', 'expired', {}, 410, 'invitation-expired'],
    ['decline', 'active', ACCEPTED, 409, 'invalid-transition'],
    ['decline', 'rejected', {}, 410, 'invitation-closed'],
  ] as const)(
    'to %s is refused where it was another one, in %s',
    async (verb, status, changes, code, problem) => {
      const { token } = await left(status, changes);
      const answer = await api.post(`/v1/public/invitation/${verb}`, undefined, { token });
      expect([answer.status, answer.body.code]).toEqual([code, problem]);
    },
  );
});

describe('a link', () => {
  const opened = (status: InvitationStatus, expiresAt: Date, version = 2) =>
    whyUnusable({
      invitation: { status, expiresAt, tokenVersion: 2 } as unknown as InvitationDoc,
      version,
      isForFormerAddress: false,
    })?.code;
  const [past, future] = [new Date(Date.now() - 1), new Date(FUTURE)];
  const isOpen = (status: InvitationStatus) => !isTerminal(status) || status === 'active';
  const waiting: readonly InvitationStatus[] = ['created', 'sent', 'delivery_failed', 'returned'];

  it.each(INVITATION_STATUSES)('in %s opens as long as the invitation does, by the clock', (status) => {
    const ended = status === 'expired' ? 'invitation-expired' : 'invitation-closed';
    expect(opened(status, future)).toBe(isOpen(status) ? undefined : ended);
    expect(opened(status, future, 1)).toBe(isOpen(status) ? 'link-replaced' : ended);
    // The read model may not have heard yet that the time is over; who has answered is not too late.
    const late = waiting.includes(status) ? 'invitation-expired' : opened(status, future);
    expect(opened(status, past)).toBe(late);
  });
});

describe('what was received', () => {
  it('shows what was sent, and nothing of what the sender thinks of it', async () => {
    const { other, approver } = api.people;
    const reasonRef = await api.stores.notes.keep({
      ...{ _id: 'note_inner', accountId: api.people.admin.accountId, invitationId: '-', text: 'inner' },
    });
    const inner = {
      ...{ ruleId: 'competitors', reasonRef, decisionDueAt: FUTURE },
      approvals: [{ by: approver.userId, at: FUTURE, noteRef: reasonRef }],
    };
    const { id } = await left('rejected', inner, other.email);
    const path = `/v1/invitations/${id}`;
    const sent = (await api.get(path, api.people.admin)).body;
    expect(sent).toMatchObject({ ruleId: 'competitors', reason: 'inner', customFields: { secret: 'ours' } });
    expect(sent).toMatchObject({ decisionDueAt: FUTURE });
    expect(sent.approvals).toHaveLength(1);
    const received = await api.get(path, other);
    expect(received.body).toMatchObject({
      ...{ id, partnerName: 'Initech', status: 'rejected', ruleId: null, reason: null, approvals: [] },
      ...{ customFields: null, share: null, decisionDueAt: null, workflow: { url: null } },
    });
    expect(received.text).not.toMatch(/competitors|inner|ours/);
    const listed = await api.get('/v1/invitations?view=received', other);
    expect(listed.body.items.map((item) => item.id)).toEqual([id]);
    expect(listed.text).not.toMatch(/competitors|inner|ours/);
  });
});
