import { randomBytes } from 'node:crypto';
import { postInvitations } from '../../../api/invitations/create';
import type { Mail } from '../../../domain/ports';
import { digestModel } from '../../../models/notifications/digests';
import { waitingNoticeModel } from '../../../models/notifications/waiting-notices';
import { ONBOARDING_TASK_QUEUE } from '../../../workflows/contract';
import { bodyOf } from '../../support/api/declared-answers';
import { counts, fresh, Importing } from '../../support/api/importing';
import { member } from '../../support/api/people-samples';
import { eventually, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';
import { lookUntil } from '../../support/look-until';

const world = new TestWorld();

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Enough to be a flood, few enough for a test; `ROWS=10000` is what a large file has. */
const ROWS = Number(process.env['ROWS'] ?? 200);

/** Somebody who may invite, and has heard of nothing yet. */
const inviter = () => member(world, 'account_admin');

const mailsTo = ({ email }: Person, template: string): Mail[] =>
  world.mails.filter((mail) => mail.to.email === email && mail.template === template);

const waitingOf = ({ userId }: Person): Promise<number> =>
  waitingNoticeModel(world.connection).countDocuments({ userId });

/** Lets the hour of everybody's digests pass. */
async function hourPasses(): Promise<void> {
  await digestModel(world.connection).updateMany({}, { $set: { dueAt: new Date(Date.now() - 3_600_000) } });
}

/** Runs one pass of the Schedule. */
function pass(): Promise<{ started: number }> {
  return world.client.workflow.execute('digestUpkeepWorkflow', {
    workflowId: `digest-upkeep-${randomBytes(4).toString('hex')}`,
    taskQueue: ONBOARDING_TASK_QUEUE,
  });
}

/** Has so many invitations made out of a file, which expire as soon as they are sent, and waits until all have. */
async function expiringImport(as: Person, size: number): Promise<void> {
  const rows = Array.from({ length: size }, (_, n) => `Flood ${n},${fresh()},PT2S`);
  const imports = new Importing(world, () => as);
  const done = await imports.run(['partnerName,contactEmail,expiresIn', ...rows].join('\n'));
  expect(counts(done)).toMatchObject({ created: size });
  await lookUntil(
    () => waitingOf(as),
    (count) => count === size,
    300_000,
    (count) => `${count} of ${size} wait for the digest`,
  );
}

it('an import that expires at once sends one e-mail to whoever made it, and loses none', async () => {
  const as = await inviter();
  await expiringImport(as, ROWS);
  expect(mailsTo(as, 'expired-notice')).toEqual([]);
  expect(await pass()).toEqual({ started: 0 });
  await hourPasses();
  expect(await pass()).toEqual({ started: 1 });
  const { subject, text, html } = await world.mail(as.email, 'digest');
  expect(subject).toBe(`News about your invitations: ${ROWS.toLocaleString('en')}`);
  expect(text).toContain(`Expired: ${ROWS.toLocaleString('en')}`);
  expect(text.match(/^Flood \d+$/gm)).toHaveLength(20);
  expect(text).toContain(`and ${(ROWS - 20).toLocaleString('en')} more`);
  expect(Buffer.byteLength(html)).toBeLessThan(20_000);
  expect(text).toContain('/partner-explorer');
  expect(html).toContain('/notifications');
  await eventually(
    () => waitingOf(as),
    (count) => count === 0,
  );
  await hourPasses();
  expect(await pass()).toEqual({ started: 0 });
  expect(mailsTo(as, 'digest')).toHaveLength(1);
}, 420_000);

it('a flood of answers sends five e-mails, and the rest in one', async () => {
  const as = await inviter();
  for (let n = 0; n < 8; n += 1) {
    const contactEmail = fresh();
    const made = await world.post('/v1/invitations', as, { partnerName: `Answer ${n}`, contactEmail });
    const { id } = bodyOf(postInvitations, made);
    const token = world.deps.tokens.invitationToken(id, 1, contactEmail);
    await world.status(id, 'sent', as);
    expect((await world.post('/v1/public/invitation/decline', undefined, { token })).status).toBe(200);
  }
  await eventually(
    () => waitingOf(as),
    (count) => count === 3,
  );
  expect(mailsTo(as, 'declined-notice')).toHaveLength(5);
  await hourPasses();
  await pass();
  expect((await world.mail(as.email, 'digest')).text).toContain('Declined: 3');
});

it('is sent once although two passes begin it and the provider fails first', async () => {
  const as = await inviter();
  await expiringImport(as, 3);
  let failures = 0;
  await world.stopWorkers();
  const { mailer } = world;
  world.mailer = {
    send: (mail) => {
      if (mail.template !== 'digest' || failures > 0) return mailer.send(mail);
      failures += 1;
      return Promise.reject(new Error('away'));
    },
  };
  await world.startWorkers();
  await hourPasses();
  const started = await Promise.all([pass(), pass()]);
  expect(started.map((one) => one.started).sort()).toEqual([0, 1]);
  await eventually(
    () => waitingOf(as),
    (count) => count === 0,
  );
  expect(failures).toBe(1);
  expect(mailsTo(as, 'digest').map(({ subject }) => subject)).toEqual(['News about your invitations: 3']);
});

it('reaches nobody who has left the account, and names nobody there', async () => {
  const as = await inviter();
  await expiringImport(as, 2);
  await world.stores.memberships.remove(as.accountId, as.userId);
  await hourPasses();
  await pass();
  await eventually(
    () => waitingOf(as),
    (count) => count === 0,
  );
  expect(mailsTo(as, 'digest')).toEqual([]);
});

it('tells in the morning whoever wants one e-mail a day, and of all that the account did', async () => {
  const as = await inviter();
  const body = { kinds: { answers: 'daily', expired: 'daily' } };
  expect((await world.call('PUT', '/v1/me/notifications', { as, body })).status).toBe(200);
  await expiringImport(as, 2);
  const [digest] = await digestModel(world.connection).find({ userId: as.userId }).lean();
  expect(digest?.dueAt.toISOString().slice(11)).toBe('08:00:00.000Z');
  await hourPasses();
  await pass();
  expect((await world.mail(as.email, 'digest')).subject).toBe('News about your invitations: 2');
});
