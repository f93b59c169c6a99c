import type { DecisionName } from '../../support/workflows/invited';
import { HOUR, MINUTE, useTestEnvironment } from '../../support/workflows/use-test-environment';

const use = useTestEnvironment();

const ANSWERS: [DecisionName, string][] = [
  ['acceptInvitation', 'accepted'],
  ['declineInvitation', 'declined'],
];

describe.each(ANSWERS)('%s with one decision ID', (name, entry) => {
  const decisionId = `once-${name}`;

  test('counts once when the Signal comes after the Update', async () => {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    use.fakes.fail('recordInvitation', 'transient');
    await invited.decide(name, { decisionId });
    await invited.signal(name, { decisionId });
    await invited.signal(name, { decisionId: 'other' });
    const { lastRefusal } = await invited.until('done', (state) => state.lastRefusal !== undefined);
    expect(lastRefusal?.decisionId).toBe('other');
    expect((await invited.story()).filter((type) => type === entry)).toHaveLength(1);
  });

  test('counts once when the Update comes after the Signal, and the Update is answered', async () => {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    use.fakes.fail('recordInvitation', 'transient');
    await invited.signal(name, { decisionId });
    const { timeline } = await invited.decide(name, { decisionId });
    expect(timeline.filter(({ type }) => type === entry)).toHaveLength(1);
    expect((await invited.state()).lastRefusal).toBeUndefined();
  });

  test('is answered the same again and again', async () => {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    use.fakes.fail('recordInvitation', 'transient');
    const first = await invited.decide(name, { decisionId });
    const again = await Promise.all([1, 2, 3].map(() => invited.decide(name, { decisionId })));
    expect(again).toEqual([first, first, first]);
  });
});

test('remembers who accepted, with what application and for which account', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
  const actor = { kind: 'user', id: 'usr_receiver' };
  const state = await invited.decide('acceptInvitation', {
    actor,
    applicationRef: 'app_7',
    partnerAccountId: 'acc_7',
  });
  expect(state).toMatchObject({ acceptedBy: actor, applicationRef: 'app_7', partnerAccountId: 'acc_7' });
  await invited.decide('approveInvitation');
  await invited.ends();
  expect(use.fakes.inputsOf(invited.id, 'createAccount')).toMatchObject([
    { acceptedBy: actor, applicationRef: 'app_7', partnerAccountId: 'acc_7' },
  ]);
});

test('takes an answer with an unreadable or future instant as given now', async () => {
  for (const decidedAt of ['soon', '2999-01-01T00:00:00.000Z']) {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    const { respondedAt, updatedAt } = await invited.decide('acceptInvitation', { decidedAt });
    expect(Date.parse(respondedAt!)).toBeLessThanOrEqual(Date.parse(updatedAt));
  }
});

test('of an accept and a revoke at the same moment one counts, and the other is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const invited = await use.inviteAndSend({ policy: { autoOnboarding: false } });
    await invited.comesToRest();
    const outcomes = await Promise.allSettled(
      round % 2 === 0
        ? [invited.decide('acceptInvitation'), invited.decide('revokeInvitation')]
        : [invited.decide('revokeInvitation'), invited.decide('acceptInvitation')],
    );
    const { status, timeline } = await invited.state();
    const story = timeline.map(({ type }) => type);
    // A revoke may come after the accept (the invitation is pending then), never the other way round.
    expect(['pending_approval', 'revoked']).toContain(status);
    expect(story.indexOf('accepted')).not.toBe(story.indexOf('revoked'));
    if (story.includes('accepted') && story.includes('revoked'))
      expect(story.indexOf('accepted')).toBeLessThan(story.indexOf('revoked'));
    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
    expect(taken).toBe(story.filter((type) => ['accepted', 'revoked'].includes(type)).length);
  }
});

test('refuses the link of an older version and takes the newest, or none at all', async () => {
  const invited = await use.inviteAndSend({ policy: { autoOnboarding: false, resendCooldown: 'PT0S' } });
  await invited.decide('resendInvitation');
  await invited.hasMailed('invitation', 'new-link');
  for (const answer of ['acceptInvitation', 'declineInvitation'] as const) {
    expect(await invited.refused(answer, { tokenVersion: 1 })).toEqual({ type: 'LinkReplaced' });
  }
  expect((await invited.decide('acceptInvitation', { tokenVersion: 2 })).status).toBe('pending_approval');

  const other = await use.inviteAndSend({ policy: { autoOnboarding: false } });
  expect((await other.decide('acceptInvitation')).status).toBe('pending_approval');
});

test('an unanswered invitation is closed to late answers by anyone', async () => {
  const invited = await use.inviteAndSend({
    expiresAt: new Date((await use.environment.now()) + HOUR).toISOString(),
  });
  use.fakes.fail('recordInvitation', 'transient');
  await use.skip(HOUR + MINUTE);
  await invited.reaches('expired');
  const expired = { type: 'InvitationExpired', currentStatus: 'expired' };
  expect(await invited.refused('acceptInvitation')).toEqual(expired);
  expect(await invited.refused('declineInvitation')).toEqual(expired);
});
