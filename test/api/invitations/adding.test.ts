import { getInvitationsById } from '../../../api/invitations/get';
import { postInvitationsByIdReinvite } from '../../../api/invitations/reinvite';
import { getPartners } from '../../../api/partners/list';
import { getPartnerCandidates } from '../../../api/partners/list-candidates';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { postProgramsByKeyRulesDryRun } from '../../../api/programs/dry-run-rules';
import { addingTo, type ExistingPartner } from '../../support/api/adding';
import { bodyOf } from '../../support/api/declared-answers';
import { PASSWORD, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;

const { accept, programs, partner: nordwind, pending, membersOf } = addingTo(world);

beforeAll(async () => {
  await world.startWorld();
  await programs();
  const rule = { id: 'colleagues', when: { existingPartnerDomain: true }, then: 'add' };
  const body = { autoOnboarding: false, approvalRules: [rule] };
  await world.call('PUT', '/v1/programs/ruled', { as: people().admin, body });
});
afterAll(() => world.stopWorld());

const approve = (path: string, as: Person, body: object = {}) => world.post(`${path}/approve`, as, body);
const details = async (path: string, as = people().approver) =>
  bodyOf(getInvitationsById, await world.get(path, as));

async function expectAdded(id: string, email: string, partner: ExistingPartner) {
  const active = await world.status(id, 'active');
  expect(active).toMatchObject({
    addTo: { id: partner.id, name: 'Nordwind' },
    partnershipId: partner.id,
    accountId: partner.accountId,
    roleKey: 'partner_user',
  });
  expect(await membersOf(partner)).toEqual(['partner_admin', 'partner_user']);
  const told = await world.mail(partner.admin, 'partner-user-added', id);
  expect(told.subject).toBe('Acme has added a user to your account');
  const session = await world.call('POST', '/v1/session', { body: { email, password: PASSWORD } });
  expect(session.status).toBeLessThan(300);
  const events = await world.stores.events.list(id);
  expect(events.at(-1)).toMatchObject({ type: 'activated', detail: { added: true } });
}

describe('by the inviter', () => {
  it('adds a colleague without a second account, and tells the partner’s administrators', async () => {
    const partner = await nordwind();
    const { id, email, token } = await world.invited({
      ...{ program: 'auto', contactEmail: `tom@${partner.domain}` },
      addToPartnershipId: partner.id,
    });
    const opened = await world.post('/v1/public/invitation/lookup', undefined, { token });
    expect(bodyOf(postPublicInvitationLookup, opened).invitation.joins).toBe('Nordwind');
    expect((await details(`/v1/invitations/${id}`)).addTo).toEqual({ id: partner.id, name: 'Nordwind' });
    await accept(token);
    await expectAdded(id, email, partner);
    const partners = await world.get(`/v1/partners?limit=100`, people().admin);
    const same = bodyOf(getPartners, partners).items.filter(
      ({ accountId }) => accountId === partner.accountId,
    );
    expect(same).toHaveLength(1);
  });

  it('says the same of a partner that is not there, not theirs, or inactive', async () => {
    const partner = await nordwind();
    const own = await nordwind();
    await world.post(`/v1/partners/${own.id}/deactivate`, people().admin);
    const answers = [];
    const asks: [Person, string][] = [
      [people().other, partner.id],
      [people().admin, own.id],
      [people().admin, 'prt_01K0000000000000000000000A'],
      [people().admin, partner.accountId],
    ];
    for (const [as, addToPartnershipId] of asks) {
      const body = { partnerName: 'X', contactEmail: 'x@y.example', addToPartnershipId };
      const answer = await world.post('/v1/invitations', as, body);
      answers.push([answer.status, answer.body.errors]);
    }
    const detail = 'There is no such partner that people can be added to.';
    const refused = [422, [expect.objectContaining({ pointer: '/addToPartnershipId', detail })]];
    expect(answers).toEqual([refused, refused, refused, refused]);
  });

  it.each([7, '', 'x'.repeat(65), {}, null, ['prt_1']])(
    'refuses %j for a partner',
    async (addToPartnershipId) => {
      const body = { partnerName: 'X', contactEmail: 'x@y.example', addToPartnershipId };
      expect((await world.post('/v1/invitations', people().admin, body)).status).toBe(422);
    },
  );

  it('gives nobody a higher role in the partner’s account', async () => {
    const partner = await nordwind();
    const body = { partnerName: 'X', contactEmail: 'x@y.example', addToPartnershipId: partner.id };
    const answer = await world.post('/v1/invitations', people().admin, { ...body, roleKey: 'partner_admin' });
    expect([answer.status, answer.body.errors[0]?.pointer]).toEqual([422, '/roleKey']);
  });

  it('invites again with the same wish', async () => {
    const partner = await nordwind();
    const { path } = await world.invited({
      ...{ program: 'reviewed', contactEmail: `again@${partner.domain}` },
      addToPartnershipId: partner.id,
    });
    await world.post(`${path}/revoke`, people().admin);
    const again = await world.post(`${path}/reinvite`, people().admin);
    expect([again.status, bodyOf(postInvitationsByIdReinvite, again).addTo]).toEqual([
      201,
      { id: partner.id, name: 'Nordwind' },
    ]);
  });

  it('is never the applicant', async () => {
    const partner = await nordwind();
    const { token, path } = await world.invited({ program: 'reviewed' });
    const body = { token, password: PASSWORD, addToPartnershipId: partner.id };
    const answer = await world.post('/v1/public/invitation/accept', undefined, body);
    expect(answer.status).toBe(422);
    expect((await details(path)).addTo).toBeNull();
  });
});

describe('by the approver', () => {
  it('adds, or makes a new partner, as they choose', async () => {
    const partner = await nordwind();
    const { id, path, email } = await pending(partner.domain);
    const { contentHash } = await details(path);
    const answer = await approve(path, people().approver, { contentHash, addToPartnershipId: partner.id });
    expect(answer.status).toBe(200);
    await expectAdded(id, email, partner);
    const log = await world.stores.auditLog.about(people().admin.accountId, [id]);
    expect(JSON.stringify(log)).toContain(partner.id);

    const other = await pending(partner.domain, 'reviewed', { addToPartnershipId: partner.id });
    const made = await approve(other.path, people().approver, { addToPartnershipId: null });
    expect(made.status).toBe(200);
    const active = await world.status(other.id, 'active');
    expect(active).toMatchObject({ addTo: null, roleKey: 'partner_admin' });
    expect(active.accountId).not.toBe(partner.accountId);
  });

  it('refuses a partner that is none of theirs, and decides nothing', async () => {
    const partner = await nordwind();
    const { path } = await pending(partner.domain);
    for (const addToPartnershipId of ['prt_unknown', partner.accountId, 7, '', 'x'.repeat(65)]) {
      expect((await approve(path, people().approver, { addToPartnershipId })).status).toBe(422);
    }
    expect(await details(path)).toMatchObject({ status: 'pending_approval', approvals: [], addTo: null });
  });

  it('binds the choice: who read it before another chose has to read again', async () => {
    const partner = await nordwind();
    const { id, path } = await pending(partner.domain, 'twice');
    const before = await details(path);
    const first = await approve(path, people().approver, { addToPartnershipId: partner.id });
    expect(first.status).toBe(200);
    expect((await details(path)).addTo?.id).toBe(partner.id);
    const stale = await approve(path, people().second, { contentHash: before.contentHash });
    expect([stale.status, stale.body.code]).toEqual([409, 'content-changed']);
    const { contentHash } = await details(path, people().second);
    const other = await approve(path, people().second, { contentHash, addToPartnershipId: null });
    expect([other.status, other.body.code]).toEqual([409, 'choice-differs']);
    expect((await details(path)).approvals).toHaveLength(1);
    expect((await approve(path, people().second, { contentHash })).status).toBe(200);
    expect((await world.status(id, 'active')).partnershipId).toBe(partner.id);
  });

  it.each(['reviewed', 'twice'])('counts one of two who choose differently at once (%s)', async (program) => {
    const partner = await nordwind();
    const { path } = await pending(partner.domain, program);
    const answers = await Promise.all([
      approve(path, people().approver, { addToPartnershipId: partner.id }),
      approve(path, people().second, { addToPartnershipId: null }),
    ]);
    const [good, bad] = [200, 409].map((status) => answers.filter((one) => one.status === status));
    expect([good?.length, bad?.length]).toEqual([1, 1]);
    expect(['choice-differs', 'invalid-transition']).toContain(bad?.[0]?.body.code);
  });

  it('chooses anew when the partner takes nobody any more', async () => {
    const partner = await nordwind();
    const { id, path } = await pending(partner.domain, 'twice');
    await approve(path, people().approver, { addToPartnershipId: partner.id });
    await world.post(`/v1/partners/${partner.id}/deactivate`, people().admin);
    const late = await approve(path, people().second);
    expect([late.status, late.body.code]).toEqual([409, 'partner-unavailable']);
    // Somebody at the Temporal CLI sees none of that.
    const { contentHash } = await details(path);
    const handle = world.client.workflow.getHandle(`invitation-${id}`);
    const actor = { kind: 'operator', id: 'olga' };
    const base = (await handle.query<{ approvals: { baseHash: string }[] }>('invitationState')).approvals[0];
    const decision = { decisionId: 'cli', actor, contentHash, baseHash: base?.baseHash };
    await handle.executeUpdate('approveInvitation', { args: [decision] });
    await world.status(id, 'failed');
    expect((await details(path)).allowedActions).toEqual(expect.arrayContaining(['approve']));
    expect(await membersOf(partner)).toEqual(['partner_admin']);
    expect((await details(path, people().admin)).allowedActions).not.toContain('approve');

    const same = await approve(path, people().approver);
    expect([same.status, same.body.code]).toEqual([409, 'partner-unavailable']);
    const anew = await approve(path, people().approver, { addToPartnershipId: null });
    expect([anew.status, anew.body.status]).toEqual([200, 'pending_approval']);
    expect((await approve(path, people().second)).status).toBe(200);
    expect(await world.status(id, 'active')).toMatchObject({ addTo: null });
  });
});

describe('by a rule', () => {
  it('adds whoever proved an address of the partner’s domain, and shows it in the dry run', async () => {
    const partner = await nordwind();
    const contactEmail = `tom@${partner.domain}`;
    const tried = bodyOf(
      postProgramsByKeyRulesDryRun,
      await world.post('/v1/programs/ruled/rules/dry-run', people().admin, { contactEmail }),
    );
    expect(tried).toEqual({
      ...{ outcome: 'approve', ruleId: 'colleagues' },
      addTo: { id: partner.id, name: 'Nordwind' },
    });
    const { id, email, token } = await world.invited({ program: 'ruled', contactEmail });
    await accept(token);
    await expectAdded(id, email, partner);
  });

  it('has to say that the domain is meant', async () => {
    const body = { approvalRules: [{ id: 'all', when: { countries: ['DE'] }, then: 'add' }] };
    const answer = await world.call('PUT', '/v1/programs/ruled', { as: people().admin, body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]?.pointer).toBe('/approvalRules/0/when/existingPartnerDomain');
  });
});

describe('GET /v1/partner-candidates', () => {
  const candidates = async (query: string, as: Person = people().approver) =>
    bodyOf(getPartnerCandidates, await world.get(`/v1/partner-candidates?limit=100&${query}`, as)).items;

  it('lists active partners that people can be added to, by domain and by name', async () => {
    const partner = await nordwind();
    expect(await candidates(`emailDomain=${partner.domain.toUpperCase()}`)).toEqual([
      { id: partner.id, partnerName: 'Nordwind' },
    ]);
    expect(await candidates('search=nordw')).toContainEqual({ id: partner.id, partnerName: 'Nordwind' });
    expect(await candidates('search=nobody')).toEqual([]);
    await world.post(`/v1/partners/${partner.id}/deactivate`, people().admin);
    expect(await candidates(`emailDomain=${partner.domain}`)).toEqual([]);
  });

  it('tells a stranger nothing, and nothing of public mail domains', async () => {
    const partner = await nordwind();
    expect(await candidates(`emailDomain=${partner.domain}`, people().other)).toEqual([]);
    await nordwind({ domain: 'gmail.com' });
    expect(await candidates('emailDomain=gmail.com')).toEqual([]);
  });

  it.each(['emailDomain=', `emailDomain=${'x'.repeat(254)}`, 'emailDomain=a%00b', 'cursor=x', 'other=1'])(
    'refuses or finds nothing for %s',
    async (query) => {
      const answer = await world.get(`/v1/partner-candidates?${query}`, people().admin);
      expect(answer.status === 422 || answer.body.items.length === 0).toBe(true);
    },
  );
});
