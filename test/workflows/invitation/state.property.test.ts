import fc from '../../support/properties';
import {
  INVITATION_STATUSES,
  isTerminal,
  type InvitationSnapshot,
  type InvitationStatus,
} from '../../../workflows/contract';
import { Invitation } from '../../../workflows/invitation/invitation';
import { anInvitation } from '../../support/test-environment';
import { DAY, newsOf, step, take } from '../../support/workflows/random-steps';
import { begun, leads } from '../../support/workflows/state-table';

const TERMINAL_TYPES = ['declined', 'expired', 'revoked', 'rejected', 'activated'];

/** The laws that were broken between the state before a step and the state after it. */
function brokenLaws(before: InvitationSnapshot, after: InvitationSnapshot, required: number): string[] {
  const changes = after.seq - before.seq;
  const instants = after.reminderInstants.map((instant) => Date.parse(instant));
  const endings = after.timeline.filter(({ type }) => TERMINAL_TYPES.includes(type)).length;
  const laws = {
    'every change is counted': changes > 0 || (changes === 0 && before === after),
    'an ending is final': !isTerminal(before.status) || after.status === before.status,
    // Accepting and approving may go two ways at a time.
    'only ways of the table': before.status === after.status || leadsTo(before.status, after.status, changes),
    'no more entries than changes': after.timeline.length - before.timeline.length <= changes,
    'entries are never changed': before.timeline.every((entry, index) => after.timeline[index] === entry),
    'entries are numbered without a gap': after.timeline.every(({ n }, index) => n === index + 1),
    'one terminal decision at most': endings === (isTerminal(after.status) ? 1 : 0),
    'no reminder at or after the expiry': instants.every((instant) => instant < Date.parse(after.expiresAt)),
    'reminders in order, none twice': instants.every(
      (instant, index) => instant > (instants[index - 1] ?? 0),
    ),
    'reminders only while waiting': after.status === 'sent' || instants.length === 0,
    'reminded before the expiry':
      after.remindersSent === before.remindersSent || Date.now() < Date.parse(before.expiresAt),
    'an approver counts once': allDiffer(after.approvals.map(({ by }) => by)),
    'approvals of one content': after.approvals.every(
      (it) => it.contentHash === after.approvals[0]?.contentHash,
    ),
    'no more approvals than required': after.approvals.length <= required,
    'link versions only rise':
      after.tokenVersion >= before.tokenVersion &&
      after.tokenVersion < after.sendCount + (after.addressVersion ?? 1),
  };
  return Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [law]));
}

function leadsTo(from: InvitationStatus, to: InvitationStatus, changes: number): boolean {
  const between = INVITATION_STATUSES.filter((status) => leads(from, status) && leads(status, to));
  return leads(from, to) || (changes > 1 && between.length > 0);
}

function allDiffer(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

describe('whatever happens in whatever order', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2030, 0, 1) }));
  afterEach(() => jest.useRealTimers());

  const policies = fc.record({
    autoOnboarding: fc.boolean(),
    hasApprovalRules: fc.boolean(),
    requiredApprovals: fc.integer({ min: 1, max: 3 }),
    reminders: fc.constantFrom<string[]>([], ['P3D', 'P7D', '-P1D'], ['PT1S', '-PT1S'], ['P1D', 'P1D']),
  });

  test('an invitation keeps to its table, counts every change and ends at most once', () => {
    fc.assert(
      fc.property(policies, fc.array(step, { maxLength: 40 }), (policy, steps) => {
        jest.setSystemTime(Date.UTC(2030, 0, 1));
        const invitation = begun(anInvitation('inv_p', Date.now(), { policy }));
        const mails: string[] = [];
        const told = new Set<string | undefined>();
        steps.forEach((what, index) => {
          const before = invitation.snapshot;
          take(invitation, what, index);
          const broken = brokenLaws(before, invitation.snapshot, policy.requiredApprovals);
          const news = newsOf(what);
          if (news !== undefined && told.has(news) && before !== invitation.snapshot)
            broken.push('news that is told again changes nothing');
          told.add(news);
          if (broken.length > 0) throw new Error(`${what.do} broke: ${broken.join('; ')}`);
          mails.push(...invitation.takeOutgoing().map(({ messageId }) => messageId));
        });
        expect(allDiffer(mails)).toBe(true);
        if (invitation.status === 'active') expect(invitation.result().partnershipId).toBe('prt_p');
      }),
      { numRuns: 3000 },
    );
  });

  test('an invitation that is carried into a new run behaves as if it had stayed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(29), (steps, cut) => {
        jest.setSystemTime(Date.UTC(2030, 0, 1));
        const input = anInvitation('inv_p', Date.now(), { policy: { reminders: ['P3D', '-P1D'] } });
        const stayed = begun(input);
        let moved = begun(input);
        steps.forEach((what, index) => {
          const now = Date.now();
          if (index === cut) {
            moved.takeOutgoing();
            const carried = { ...moved.carry(), recorded: { seq: 0, entries: 0 } };
            moved = new Invitation({
              ...input,
              carried: JSON.parse(JSON.stringify(carried)) as typeof carried,
            });
          }
          take(stayed, what, index);
          jest.setSystemTime(now);
          take(moved, what, index);
        });
        expect(moved.snapshot).toEqual(JSON.parse(JSON.stringify(stayed.snapshot)));
      }),
      { numRuns: 500 },
    );
  });

  test('an invitation left alone sends its reminders in order and then expires', () => {
    const offsets = fc.array(
      fc
        .tuple(fc.boolean(), fc.integer({ min: 1, max: 30 }))
        .map(([end, days]) => `${end ? '-' : ''}P${days}D`),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(offsets, fc.integer({ min: 1, max: 30 }), (reminders, days) => {
        jest.setSystemTime(Date.UTC(2030, 0, 1));
        const expiresAt = new Date(Date.now() + days * DAY).toISOString();
        const invitation = begun(anInvitation('inv_p', Date.now(), { expiresAt, policy: { reminders } }));
        invitation.emailTaken(invitation.snapshot.messageIds[0]!);
        const planned = [...invitation.snapshot.reminderInstants];
        const sent: string[] = [];
        for (let next = invitation.deadline; next; next = invitation.deadline) {
          jest.setSystemTime(next.at);
          invitation.applyDueDeadlines();
          if (next.kind === 'reminder') sent.push(new Date(next.at).toISOString());
        }
        expect(sent).toEqual(planned);
        expect(invitation.status).toBe('expired');
        expect(invitation.snapshot.endedAt).toBe(expiresAt);
      }),
      { numRuns: 500 },
    );
  });
});
