import { randomBytes } from 'node:crypto';
import { challengeOf } from '../../../api/apply/challenge';
import { getStats } from '../../../api/stats/funnel';
import type { ProgramSettings } from '../../../domain/programs/program';
import { bodyOf } from '../../support/api/declared-answers';
import { eventually, PASSWORD } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(async () => {
  await world.startWorld();
  // Automatic for whoever is invited, which is nothing to those who apply.
  await open({ autoOnboarding: true });
}, 120_000);
afterAll(() => world.stopWorld());

const SLUG = 'acme-open';
const PAGE = `/v1/public/apply/${SLUG}`;
const CONTACT = { partnerName: 'Borealis', contactFirstName: 'Nora', contactLastName: 'Lind' };

async function open(changes: Partial<ProgramSettings> = {}): Promise<void> {
  const body = { takesApplications: true, applySlug: SLUG, ...changes };
  const { status, text } = await world.call('PUT', '/v1/programs/open', { as: world.people.admin, body });
  if (status !== 200) throw new Error(text);
}

const someone = () => `${randomBytes(5).toString('hex')}@partner.example`;

async function ask(email: string, locale = 'en'): Promise<void> {
  const challenge = challengeOf(SLUG, world.deps.settings, Date.now() - 5_000);
  const { status, text } = await world.post(PAGE, undefined, { email, challenge, locale });
  expect([status, text]).toEqual([202, '{"status":"requested"}']);
}

/** Somebody who has opened the mailed link and handed in the form. */
async function applied(changes: object = {}, email = someone()) {
  await ask(email);
  const token = await world.token(email, 'apply-link');
  const { status, text } = await world.post(`${PAGE}/application`, undefined, {
    ...{ token, contact: { ...CONTACT, ...changes }, password: PASSWORD },
  });
  if (status !== 201) throw new Error(text);
  const id = token.split('.')[1]!.replace('apl_', 'inv_');
  return { id, email, token, path: `/v1/invitations/${id}` };
}

const timelineOf = async (path: string) =>
  (await world.get(`${path}/timeline`, world.people.admin)).body.items.map(({ type }) => type);

it('goes from an address to a partner: by mail, by form and by approval, whatever Auto-Onboarding says', async () => {
  const { id, email, path, token } = await applied();
  const pending = await world.status(id, 'pending_approval');
  expect(pending).toMatchObject({
    ...{
      origin: 'application',
      inviter: { id: '', name: null },
      partnerName: 'Borealis',
      contactEmail: email,
    },
    ...{ sentAt: null, sendCount: 1, acceptedBy: { kind: 'invitee', user: null, account: null } },
  });
  const { text, subject } = await world.mail(world.people.approver.email, 'approval-requested', id);
  expect(subject).toContain('Borealis');
  expect(text).toContain('without an invitation');
  // Whoever opened the page invited nobody, and may decide.
  const { admin } = world.people;
  const { contentHash } = pending;
  expect((await world.post(`${path}/approve`, admin, { contentHash })).status).toBe(200);
  const active = await world.status(id, 'active');
  expect(active.partnershipId).not.toBeNull();
  expect(await timelineOf(path)).toEqual(['applied', 'approval_requested', 'approved', 'activated']);
  await world.mail(email, 'welcome');
  expect((await world.post('/v1/session', undefined, { email, password: PASSWORD })).status).toBe(204);
  expect(world.mails.filter(({ template }) => template === 'accepted-notice')).toEqual([]);
  // The link is used up, and says so.
  expect((await world.post(`${PAGE}/lookup`, undefined, { token })).body).toMatchObject({ applied: true });
});

it('tells the owner of an address, and nobody else, that there is something already', async () => {
  const { id, email } = await applied();
  await world.status(id, 'pending_approval');
  await ask(email);
  const pending = await eventually(
    () =>
      Promise.resolve(
        world.mails.filter(({ to, template }) => to.email === email && template === 'apply-link'),
      ),
    (mails) => mails.length === 2,
  );
  expect(pending.at(-1)?.text).toContain('Your application is there already');
  expect(pending.at(-1)?.text).not.toContain('token=');

  const invited = await world.invited();
  await ask(invited.email, 'de');
  const mail = await world.mail(invited.email, 'apply-link');
  expect(mail.text).toContain('Sie haben bereits eine Einladung');
  expect(mail.text).toContain(`/invitation?token=${invited.token}`);
});

it('lets a user apply with the user they have, whose password stays', async () => {
  const { email, userId } = world.people.other;
  const { id, path } = await applied({}, email);
  const { contentHash } = await world.status(id, 'pending_approval');
  await world.post(`${path}/approve`, world.people.approver, { contentHash });
  await world.status(id, 'active');
  expect((await world.stores.invitations.findById(id))?.partnerUserId).toBe(userId);
  // With two accounts they are asked which one to work for.
  expect((await world.post('/v1/session', undefined, { email, password: PASSWORD })).status).toBe(200);
});

describe('rules', () => {
  afterAll(() => open({ approvalRules: [] }));

  it('about applicants approve by themselves; any other one asks people, or rejects', async () => {
    await open({
      approvalRules: [
        { id: 'known', when: { applied: true, emailDomains: ['trusted.example'] }, then: 'approve' },
        { id: 'home', when: { countries: ['DE'] }, then: 'approve' },
        { id: 'never', when: { countries: ['FR'] }, then: 'reject' },
      ],
    });
    const trusted = await applied({}, 'nora@trusted.example');
    expect(await world.status(trusted.id, 'active')).toMatchObject({ ruleId: 'known' });
    // Who stands for the page hears of it, and nobody has to be asked.
    const { text } = await world.mail(world.people.admin.email, 'accepted-notice', trusted.id);
    expect(text).toContain('has applied without an invitation');
    const home = await applied({ country: 'DE' });
    expect(await world.status(home.id, 'pending_approval')).toMatchObject({ ruleId: 'home' });
    const never = await applied({ country: 'FR' });
    expect(await world.status(never.id, 'rejected')).toMatchObject({ ruleId: 'never' });
    const nobody = await applied({ country: 'US' });
    expect(await world.status(nobody.id, 'pending_approval')).toMatchObject({ ruleId: null });
  });

  it('say the same when they are tried', async () => {
    const dryRun = async (body: object) =>
      (await world.post('/v1/programs/open/rules/dry-run', world.people.admin, body)).body;
    const contactEmail = 'someone@partner.example';
    expect(await dryRun({ contactEmail, country: 'DE' })).toMatchObject({
      ruleId: 'home',
      outcome: 'approve',
    });
    expect(await dryRun({ contactEmail, country: 'DE', applied: true })).toMatchObject({
      ruleId: 'home',
      outcome: 'review',
    });
    expect(await dryRun({ contactEmail, applied: true })).toMatchObject({ ruleId: null, outcome: 'review' });
    expect(await dryRun({ contactEmail })).toMatchObject({ ruleId: null, outcome: 'approve' });
  });
});

it('is counted for itself, and never in the funnel of invitations', async () => {
  const read = async () => bodyOf(getStats, await world.get('/v1/stats', world.people.admin)).total;
  const before = await read();
  const { id, path } = await applied();
  const { contentHash } = await world.status(id, 'pending_approval');
  await world.post(`${path}/approve`, world.people.approver, { contentHash });
  await world.status(id, 'active');
  expect(await read()).toEqual({
    ...before,
    applied: before.applied + 1,
    appliedActive: before.appliedActive + 1,
  });
});

it('is in the audit log with where it came from, and all of it is erased by its address', async () => {
  const { id, email, path } = await applied();
  const { contentHash } = await world.status(id, 'pending_approval');
  const { admin } = world.people;
  await eventually(
    () => world.get(`/v1/audit-log?target=${id}`, admin),
    ({ text }) => text.includes('"applied"'),
  );
  await world.post(`${path}/approve`, admin, { contentHash });
  await world.status(id, 'active');
  await ask(email);
  await eventually(
    () => Promise.resolve(world.mails.filter(({ to }) => to.email === email).length),
    (count) => count >= 3,
  );
  await world.stores.invitations.erase(id, new Date());
  await world.stores.applyRequests.removeOfAddress(admin.accountId, email);
  const dump = await world.dump(/^system\.|email_counters|idempotency|users|outbox/);
  expect(JSON.stringify(dump['apply_requests'])).not.toContain(email);
  expect(JSON.stringify(dump['invitations'])).not.toContain(email);
  const outbox = await world.connection.db!.collection('outbox').find({ template: 'apply-link' }).toArray();
  expect(outbox.map(({ to }) => String(to))).toEqual(Array(outbox.length).fill(''));
});
