import { INVITATION_STATUSES, type EmailEvent, type InvitationStatus } from '../../../workflows/contract';
import type { Invitation } from '../../../workflows/invitation/invitation';
import { isOpen, transition, type InvitationEvent } from '../../../workflows/contract/transitions';
import { anInvitation } from '../../support/test-environment';
import { begun, EVENTS, LEADS } from '../../support/workflows/state-table';

const NOW = Date.UTC(2030, 0, 1);
const DAY = 24 * 3600 * 1000;
const ACCOUNT = { partnerAccountId: 'acc_p', partnerUserId: 'usr_p', partnershipId: 'prt_p' };

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const decision = (decisionId = 'd') => ({ decisionId, actor: { kind: 'user', id: 'usr_a' } }) as const;
const created = (policy = {}) => begun(anInvitation('inv_1', NOW, { policy }));
const firstMessage = 'inv_1.invitation.1';

function sent(policy = {}): Invitation {
  const invitation = created(policy);
  invitation.emailTaken(firstMessage);
  return invitation;
}

function accepted(policy = {}): Invitation {
  const invitation = sent(policy);
  invitation.accept(decision());
  return invitation;
}

const after = (invitation: Invitation, ...then: ((one: Invitation) => void)[]): Invitation => {
  for (const event of then) event(invitation);
  return invitation;
};

const bounce = (eventId: string) => (one: Invitation) =>
  one.emailReported({ eventId, messageId: firstMessage, event: 'bounced', at: new Date(NOW).toISOString() });

/** An invitation in each status, brought there by what brings real ones there. */
const IN: Record<InvitationStatus, () => Invitation> = {
  created,
  sent,
  delivery_failed: () => after(sent(), bounce('e0')),
  accepted: () => accepted({ hasApprovalRules: true }),
  pending_approval: () => accepted({ autoOnboarding: false }),
  returned: () =>
    after(accepted({ autoOnboarding: false }), (one) => one.return({ ...decision(), reasonRef: 'note_1' })),
  provisioning: accepted,
  failed: () => after(accepted(), (one) => one.provisioningFailed({ step: 'createAccount', type: 'X' })),
  active: () => after(accepted(), (one) => one.provisioned(ACCOUNT)),
  declined: () => after(sent(), (one) => one.decline(decision())),
  expired: () => after(sent(), (one) => passDays(one, 15)),
  revoked: () => after(sent(), (one) => one.revoke(decision())),
  rejected: () => after(accepted({ autoOnboarding: false }), (one) => one.reject(decision())),
};

function passDays(invitation: Invitation, days: number): void {
  jest.setSystemTime(Date.now() + days * DAY);
  invitation.applyDueDeadlines();
}

const reported =
  (event: EmailEvent['event'], messageId = firstMessage) =>
  (one: Invitation) =>
    one.emailReported({ eventId: 'e1', messageId, event, at: new Date(NOW).toISOString() });

/** What nobody decides, the event of the table that it is (none: it changes no status), and how it comes. */
const SYSTEM_EVENTS: Readonly<Record<string, [InvitationEvent | undefined, (one: Invitation) => void]>> = {
  'the provider takes the e-mail': ['emailTaken', (one) => one.emailTaken(firstMessage)],
  'the provider refuses the e-mail': ['emailFailed', (one) => one.emailFailed(firstMessage, 'refused')],
  'a bounce': ['emailFailed', reported('bounced')],
  'a drop': ['emailFailed', reported('dropped')],
  'a spam report': ['emailFailed', reported('spam_report')],
  'a delivery': [undefined, reported('delivered')],
  'an unsubscription': [undefined, reported('unsubscribed')],
  'a bounce of another message': [undefined, reported('bounced', 'inv_1.invitation.0')],
  'another message taken': [undefined, (one) => one.emailTaken('inv_1.invitation.0')],
  'a reminder that could not be sent': [undefined, (one) => one.emailNotSent('reminder')],
  'a withdrawal of its document': ['revoke', (one) => one.withdrawn()],
  'a deadline to come': [undefined, (one) => passDays(one, 1)],
  'the deadline to answer': ['expire', (one) => passDays(one, 15)],
};

describe('the table of transitions', () => {
  test.each(EVENTS)('leads by %s where it should and nowhere else', (event) => {
    for (const status of INVITATION_STATUSES)
      expect([status, transition(status, event)]).toEqual([
        status,
        LEADS[event][status] ?? { type: 'InvalidTransition', currentStatus: status },
      ]);
  });

  test('calls open what can be accepted', () => {
    for (const status of INVITATION_STATUSES)
      expect([status, isOpen(status)]).toEqual([status, status in LEADS.accept]);
  });
});

describe('an event that nobody decided', () => {
  const cases = INVITATION_STATUSES.flatMap((status) =>
    Object.keys(SYSTEM_EVENTS).map((name) => [status, name] as const),
  );
  test.each(cases)('in %s: %s', (status, name) => {
    const [event, happen] = SYSTEM_EVENTS[name]!;
    const invitation = IN[status]();
    expect(invitation.status).toBe(status);
    happen(invitation);
    expect(invitation.status).toBe((event && LEADS[event][status]) ?? status);
  });
});

/** Every order of some of the values. */
function orders<T>(values: readonly T[]): T[][] {
  const longer = values.flatMap((first) =>
    orders(values.filter((value) => value !== first)).map((rest) => [first, ...rest]),
  );
  return [[], ...longer];
}

describe('news of one e-mail, in whatever order it comes', () => {
  const NEWS = ['taken', 'refused', 'bounced', 'delivered', 'unsubscribed'] as const;
  const tell = (invitation: Invitation, news: (typeof NEWS)[number]) => {
    if (news === 'taken') invitation.emailTaken(firstMessage);
    else if (news === 'refused') invitation.emailFailed(firstMessage, 'refused');
    else
      invitation.emailReported({
        eventId: news,
        messageId: firstMessage,
        event: news,
        at: new Date(NOW).toISOString(),
      });
  };
  // The provider answers once.
  const stories = orders(NEWS).filter((story) => !(story.includes('taken') && story.includes('refused')));

  test.each(stories.map((story) => [story.join(', ') || 'nothing', story] as const))('%s', (_, story) => {
    const invitation = created();
    for (const news of story) tell(invitation, news);
    const has = (news: (typeof NEWS)[number]) => story.includes(news);
    const failed = has('refused') || has('bounced');
    expect({
      status: invitation.status,
      types: invitation.snapshot.timeline.map(({ type }) => type).sort(),
      sentAt: invitation.snapshot.sentAt !== undefined,
      stopped: invitation.snapshot.remindersStopped,
      mails: invitation.takeOutgoing().map(({ template }) => template),
    }).toEqual({
      status: failed ? 'delivery_failed' : has('taken') ? 'sent' : 'created',
      types: [
        ...(failed ? ['bounced'] : []),
        'created',
        ...(has('delivered') ? ['delivered'] : []),
        ...(has('taken') ? ['sent'] : []),
        ...(has('unsubscribed') ? ['unsubscribed'] : []),
      ],
      sentAt: has('taken'),
      stopped: has('unsubscribed'),
      mails: ['invitation', ...(failed ? ['delivery-failed-notice'] : [])],
    });
  });

  test('a bounce that is told again after the same link was mailed again fails it no more', () => {
    const invitation = after(sent(), bounce('e1'), (one) => one.resend({ ...decision(), sameLink: true }));
    const before = invitation.snapshot;
    expect(before.messageIds).toContain(firstMessage);
    bounce('e1')(invitation);
    expect(invitation.snapshot).toBe(before);
    bounce('e2')(invitation);
    expect(invitation.status).toBe('delivery_failed');
  });
});
