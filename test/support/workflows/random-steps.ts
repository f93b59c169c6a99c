import fc from '../properties';
import type { Decision } from '../../../workflows/contract';
import type { Invitation } from '../../../workflows/invitation/invitation';

/** Something that happens to an invitation, whether it is allowed or not. */
export type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'elapse' | 'taken' | 'provisioned' | 'failed' | 'refusal' | 'changeAddress' }
  | { readonly do: 'bounce' | 'unsubscribe'; readonly eventId: string }
  | { readonly do: 'accept' | 'decline' | 'reject' | 'revoke' | 'retry'; readonly by: string }
  | { readonly do: 'approve'; readonly by: string; readonly contentHash: string }
  | { readonly do: 'resend'; readonly extendExpiry: boolean; readonly sameLink: boolean }
  | { readonly do: 'extend' | 'remindLater'; readonly ms: number }
  | { readonly do: 'route'; readonly outcome: 'approve' | 'review' | 'reject' };

export const DAY = 24 * 3600 * 1000;
const duration = fc.integer({ min: 1000, max: 20 * DAY });
const person = fc.constantFrom('usr_a', 'usr_b', 'usr_c');
/** Any step. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: duration }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('elapse' as const, 'taken' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('provisioned' as const, 'failed' as const, 'refusal' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('changeAddress' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('bounce' as const, 'unsubscribe' as const),
      // Few, so that news is told again.
      eventId: fc.constantFrom('e1', 'e2', 'e3'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('accept', 'decline', 'reject', 'revoke', 'retry') as fc.Arbitrary<'accept'>,
      by: person,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('approve' as const),
      by: person,
      contentHash: fc.constantFrom('h1', 'h2'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('resend' as const),
      extendExpiry: fc.boolean(),
      sameLink: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('extend' as const, 'remindLater' as const), ms: duration }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('route' as const),
      outcome: fc.constantFrom('approve' as const, 'review' as const, 'reject' as const),
    }),
  },
);

/** The event ID of news about an e-mail. */
export function newsOf(what: Step): string | undefined {
  return 'eventId' in what ? what.eventId : undefined;
}

const account = { partnerAccountId: 'acc_p', partnerUserId: 'usr_p', partnershipId: 'prt_p' };

/** Does the step where the workflow would: only when the table allows it. */
export function take(invitation: Invitation, what: Step, index: number): void {
  const decision = (id = 'usr_a'): Decision => ({
    decisionId: `d${index}`,
    actor: { kind: 'user', id },
  });
  const messageId = invitation.snapshot.messageIds.at(-1) ?? '';
  const news = { eventId: newsOf(what) ?? '', messageId, at: new Date().toISOString() };
  switch (what.do) {
    case 'pass':
      jest.setSystemTime(Date.now() + what.ms);
      break;
    case 'elapse':
      invitation.applyDueDeadlines();
      break;
    case 'taken':
      invitation.emailTaken(messageId);
      break;
    case 'bounce':
      invitation.emailReported({ ...news, event: 'bounced' });
      break;
    case 'unsubscribe':
      invitation.emailReported({ ...news, event: 'unsubscribed' });
      break;
    case 'refusal':
      invitation.noteRefusal(`d${index}`, 'InvalidTransition');
      break;
    case 'provisioned':
      if (invitation.allows('provisioned')) invitation.provisioned(account);
      break;
    case 'failed':
      if (invitation.allows('provisioningFailed'))
        invitation.provisioningFailed({ step: 'createAccount', type: 'X' });
      break;
    case 'approve': {
      const { by, contentHash } = what;
      const has = invitation.approvalsOf(contentHash).some((approval) => approval.by === by);
      if (invitation.allows('approve') && !has) invitation.approve({ ...decision(by), contentHash });
      break;
    }
    case 'resend':
      if (invitation.allows('resend')) invitation.resend({ ...decision(), ...what });
      break;
    case 'changeAddress':
      if (invitation.allows('changeAddress')) invitation.changeAddress();
      break;
    case 'extend':
    case 'remindLater':
      if (invitation.allows(what.do)) invitation[what.do](decision(), what.ms);
      break;
    case 'route':
      if (invitation.status === 'accepted') invitation.route(what.outcome, 'rule_1');
      break;
    case 'accept':
    case 'decline':
    case 'reject':
    case 'revoke':
    case 'retry':
      if (invitation.allows(what.do)) invitation[what.do](decision(what.by));
      break;
  }
}
