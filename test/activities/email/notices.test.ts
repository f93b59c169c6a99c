import { DEFAULT_NOTIFICATIONS, type NotificationSettings } from '../../../domain/notifications/kinds';
import { EMAIL_TEMPLATES, messageIdOf, type EmailTemplate } from '../../../workflows/contract';
import { failureOf, ID, input, world } from '../../support/activities/send-email-world';

const chose = (kinds: Partial<NotificationSettings['kinds']>, timeZone = 'UTC'): NotificationSettings => ({
  timeZone,
  kinds: { ...DEFAULT_NOTIFICATIONS.kinds, ...kinds },
});

/** The nth notice of its kind. */
const nth = (template: EmailTemplate, n: number) => ({
  ...input(template),
  messages: [{ messageId: messageIdOf(ID, template, n), template }],
});

describe('a notice', () => {
  it('leaves at once for whoever chose nothing, with the way to the choice', async () => {
    const { sent, sendEmail, notices, taken } = world();
    await sendEmail(input('declined-notice'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toContain('https://usher.example/notifications');
    expect(sent[0]?.html).toContain('href="https://usher.example/notifications"');
    expect(notices.kept.size).toBe(0);
    expect(taken.notices).toBe(1);
  });

  it('is the only kind of e-mail that says so', async () => {
    const { sent, sendEmail } = world({ data: { receivingAdmins: [{ email: 'a@b.example' }] } });
    await sendEmail(input(...EMAIL_TEMPLATES.filter((template) => template !== 'digest')));
    const toContacts = sent.filter(({ to }) => to.email === 'Nora@example.com');
    expect(toContacts.length).toBeGreaterThan(5);
    for (const { text, html } of toContacts) expect(text + html).not.toContain('/notifications');
  });

  it('waits for the morning of whoever wants one e-mail a day', async () => {
    const chosen = { usr_ada: chose({ answers: 'daily' }, 'Europe/Berlin') };
    const { sent, sendEmail, notices, outbox, taken } = world({ chosen });
    await sendEmail(input('accepted-notice', 'expired-notice'));
    expect(sent.map(({ template }) => template)).toEqual(['expired-notice']);
    const [kept] = [...notices.kept.values()];
    expect(kept?.notice).toEqual({
      messageId: `${ID}.accepted-notice.1`,
      template: 'accepted-notice',
      kind: 'answers',
      accountId: 'acc_1',
      invitationId: ID,
      userId: 'usr_ada',
    });
    const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone: 'Europe/Berlin' });
    expect(hour.format(kept?.dueAt)).toBe('08');
    expect(outbox.states.get(`${ID}.accepted-notice.1`)).toBe('collected');
    expect(taken.notices).toBe(1);
  });

  it('is left out for whoever wants none of its kind, and kept nowhere', async () => {
    const { sent, sendEmail, notices, outbox } = world({ chosen: { usr_ada: chose({ expired: 'never' }) } });
    await sendEmail(input('expired-notice', 'declined-notice'));
    expect(sent.map(({ template }) => template)).toEqual(['declined-notice']);
    expect(notices.kept.size).toBe(0);
    expect(outbox.states.get(`${ID}.expired-notice.1`)).toBe('muted');
  });

  it('is one of five at most in an hour; the others wait for its end', async () => {
    const { sent, sendEmail, notices } = world();
    for (let n = 1; n <= 8; n += 1) await sendEmail(nth('declined-notice', n));
    await sendEmail(input('expired-notice'));
    expect(sent.map(({ template }) => template)).toEqual([
      ...Array<string>(5).fill('declined-notice'),
      'expired-notice',
    ]);
    expect(notices.kept.size).toBe(3);
    for (const { dueAt } of notices.kept.values()) {
      const ahead = dueAt.getTime() - Date.now();
      expect(ahead > 59 * 60_000 && ahead <= 76 * 60_000).toBe(true);
    }
  });

  it('of an invitation out of a file never comes alone when it expired, and does otherwise', async () => {
    const { sent, sendEmail, notices } = world({ data: { fromImport: true } });
    await sendEmail(input('expired-notice', 'declined-notice'));
    expect(sent.map(({ template }) => template)).toEqual(['declined-notice']);
    expect([...notices.kept.keys()]).toEqual([`${ID}.expired-notice.1`]);
  });

  it('waits for the next morning where the account may send no more today', async () => {
    const { sent, sendEmail, notices, taken } = world({ noNotices: true });
    await sendEmail(input('declined-notice'));
    expect(sent).toEqual([]);
    expect([...notices.kept.values()][0]?.dueAt.getUTCHours()).toBe(8);
    expect(taken.notices).toBe(0);
  });

  it('is neither sent nor kept twice when it is repeated', async () => {
    const { sent, sendEmail, notices, outbox } = world({ chosen: { usr_ada: chose({ answers: 'daily' }) } });
    await sendEmail(input('accepted-notice', 'expired-notice'));
    await sendEmail(input('accepted-notice', 'expired-notice'));
    // The attempt that kept it died before it could say so, and the choice is another one by now.
    outbox.states.clear();
    const again = world({ chosen: {} });
    again.notices.kept.set(`${ID}.accepted-notice.1`, [...notices.kept.values()][0]!);
    await again.sendEmail(input('accepted-notice'));
    expect(sent).toHaveLength(1);
    expect(again.sent).toEqual([]);
    expect(again.outbox.states.get(`${ID}.accepted-notice.1`)).toBe('collected');
  });

  it('is asked about again where nobody can say now what is wished', async () => {
    const { sent, sendEmail, notices, outbox } = world({ chosen: { usr_ada: chose({ answers: 'daily' }) } });
    notices.isKept = () =>
      Promise.reject(Object.assign(new Error('ada@acme.example'), { code: 'ECONNRESET' }));
    expect((await failureOf(sendEmail(input('accepted-notice')))).nonRetryable).toBe(false);
    notices.settingsOf = () => Promise.reject(new Error('ada@acme.example'));
    expect((await failureOf(sendEmail(input('accepted-notice')))).nonRetryable).toBe(false);
    expect(sent).toEqual([]);
    expect(outbox.states.size).toBe(0);
  });

  it('that could not be sent costs the account nothing', async () => {
    const trouble = { 'ada@acme.example': new Error('away') };
    const { sendEmail, taken } = world({ trouble });
    await failureOf(sendEmail(input('declined-notice')));
    expect(taken.notices).toBe(0);
  });
});

describe('a notice that somebody has to hear of', () => {
  const muted = {
    kinds: { ...DEFAULT_NOTIFICATIONS.kinds, approvals: 'never', setUp: 'never' },
    timeZone: 'UTC',
  } as const;

  it('leaves out whoever muted it while another one is told', async () => {
    const { sent, sendEmail } = world({ chosen: { usr_b1: muted } });
    await sendEmail(input('approval-requested'));
    expect(sent.map(({ to }) => to.email)).toEqual(['boss2@acme.example']);
  });

  it('counts those who are told tomorrow', async () => {
    const { sent, sendEmail, notices } = world({
      chosen: { usr_b1: muted, usr_b2: chose({ approvals: 'daily' }) },
    });
    await sendEmail(input('approval-requested'));
    expect(sent).toEqual([]);
    expect([...notices.kept.values()].map(({ notice }) => notice.userId)).toEqual(['usr_b2']);
  });

  it.each(['approval-requested', 'approval-reminder'] as const)(
    'reaches everybody as %s when all of them muted it',
    async (template) => {
      const { sent, sendEmail } = world({ chosen: { usr_b1: muted, usr_b2: muted } });
      await sendEmail(input(template));
      expect(sent.map(({ to }) => to.email).sort()).toEqual(['boss1@acme.example', 'boss2@acme.example']);
    },
  );

  it('reaches whoever is responsible for a partner that could not be set up', async () => {
    const { sent, sendEmail } = world({ chosen: { usr_ada: muted } });
    await sendEmail(input('provisioning-failed-notice'));
    expect(sent.map(({ to }) => to.email)).toEqual(['ada@acme.example']);
  });
});
