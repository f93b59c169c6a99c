import { putProgramsByKey } from '../../../api/programs/change';
import { postProgramsByKeyTemplatesPreview } from '../../../api/programs/preview-email';
import { bodyOf } from '../../support/api/declared-answers';
import { describedSchemas } from '../../support/api/openapi-arbitrary';
import { EMAIL_TEMPLATES } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { provisionedPartner } from '../../support/api/partner-samples';
import { expectRefused, HOSTILE_BODIES, outcome } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const DEFAULT = '/v1/programs/default';
const put = (body: unknown, key = 'default', as = api.people.admin) =>
  api.call('PUT', `/v1/programs/${key}`, { as, body });

const SETTINGS = {
  name: 'Resellers',
  autoOnboarding: false,
  requiredApprovals: 2,
  inviterMayApprove: true,
  approvalRules: [
    { id: 'r1', when: { emailDomains: ['acme.example'], emailDomainsNot: ['bad.example'] }, then: 'approve' },
    { id: '2', when: { countries: ['DE', 'AT'], inviterRoles: ['account_admin'] }, then: 'review' },
    { id: 'last', when: { existingPartnerDomain: false }, then: 'reject' },
  ],
  escalateAfter: 'PT1H',
  ...{ escalateEvery: 'PT2H', maxEscalations: 9, decideWithin: 'P7D', whenUndecided: 'reject' },
  defaultRoleKey: 'partner_user',
  expiresIn: 'P30D',
  reminders: ['P1D', '-PT12H'],
  resendCooldown: 'PT0S',
  maxResends: 0,
  customFields: [
    { key: 'vat', label: 'VAT', type: 'text', required: true, filledBy: 'invitee', pattern: '[A-Z]{2}\\d+' },
    {
      key: 'tier',
      label: 'Tier',
      type: 'select',
      required: false,
      filledBy: 'reviewer',
      options: [{ value: 'gold', label: 'Gold' }],
    },
  ],
  modules: [
    { key: 'orders', name: 'Orders' },
    { key: 'news', name: 'News' },
  ],
  initialModule: 'news',
  brand: {
    logoUrl: 'https://acme.example/logo.png',
    color: '#1F4e79',
    senderName: 'Acme Partners',
    replyTo: 'partners@acme.example',
  },
  templates: {
    invitation: {
      en: { subject: 'Join {{inviterAccountName}}', text: '{{link}}' },
      'de-AT': { subject: 'Servus' },
    },
  },
};

describe('programs', () => {
  it('have a default one with every setting before anybody changed it', async () => {
    await api.connection.db!.collection('programs').deleteMany({ accountId: api.people.other.accountId });
    const { body } = await api.get(DEFAULT, api.people.other);
    expect(body).toMatchObject({
      key: 'default',
      autoOnboarding: false,
      requiredApprovals: 1,
      escalateAfter: 'P3D',
      expiresIn: 'P14D',
      reminders: ['P3D', 'P7D', '-P1D'],
      resendCooldown: 'PT60S',
      maxResends: 5,
      defaultRoleKey: 'partner_admin',
    });
    expect((await api.get('/v1/programs', api.people.other)).body.items).toHaveLength(1);
  });

  it('take every setting, and keep what is left out', async () => {
    const made = await put(SETTINGS, 'resellers');
    expect([made.status, made.body]).toEqual([
      200,
      expect.objectContaining({ key: 'resellers', ...SETTINGS }),
    ]);
    const changed = await put({ maxResends: 3 }, 'resellers');
    expect(changed.body).toMatchObject({ ...SETTINGS, maxResends: 3 });
    expect((await api.get('/v1/programs/resellers', api.people.viewer)).body).toEqual(changed.body);
    expect((await put({}, 'resellers')).body).toMatchObject({ ...SETTINGS, maxResends: 3 });
    const listed = await api.get('/v1/programs?sort=-key', api.people.admin);
    expect(listed.body.items.map(({ key }) => key)).toEqual(['resellers', 'default']);
  });

  it('ask people unless they say otherwise, by name and by default', async () => {
    const made = await put({ name: 'Strict', requiredApprovals: 3 }, 'strict');
    expect(made.body).toMatchObject({ autoOnboarding: false, requiredApprovals: 3, notes: [] });
    expect((await put({}, 'bare')).body).toMatchObject({ autoOnboarding: false, notes: [] });
  });

  it('explain settings that keep people from being asked, in every answer', async () => {
    const detail = expect.stringContaining('Nobody is asked') as string;
    const nobody = [{ pointer: '/requiredApprovals', detail }];
    const some = [
      { pointer: '/approvalRules', detail: expect.stringContaining('whoever matches no rule') as string },
    ];
    const notesOf = async (changes: object) => {
      const { status, body } = await put(changes, 'both');
      const read = await api.get('/v1/programs/both', api.people.admin);
      const listed = await api.get('/v1/programs', api.people.admin);
      expect([status, read.body]).toEqual([200, body]);
      expect(listed.body.items.find(({ key }) => key === 'both')).toEqual(body);
      return bodyOf(putProgramsByKey, { status, body }).notes;
    };
    const rules = (then: string) => [{ id: 'r', when: { countries: ['DE'] }, then }];
    expect(await notesOf({ autoOnboarding: true, requiredApprovals: 2 })).toEqual(nobody);
    expect(await notesOf({ requiredApprovals: 3 })).toEqual(nobody);
    expect(await notesOf({ approvalRules: rules('approve') })).toEqual(nobody);
    expect(await notesOf({ approvalRules: rules('review') })).toEqual(some);
    expect(await notesOf({ autoOnboarding: false })).toEqual([]);
    const { body } = await put({ autoOnboarding: true, approvalRules: [] }, 'both');
    expect((await put(body, 'both')).body).toMatchObject({ notes: nobody });
  });

  it('explain rules that hide behind earlier ones, and reminders and pauses that outlast the invitation', async () => {
    const rule = (id: string, when: object, then = 'review') => ({ id, when, then });
    const notesOf = async (changes: object) =>
      bodyOf(putProgramsByKey, await put({ autoOnboarding: false, ...changes }, 'hidden')).notes;
    const rules = [
      rule('acme', { emailDomains: ['acme.example', 'acme.test'] }, 'approve'),
      rule('acme-de', { emailDomains: ['acme.test'], countries: ['DE'] }),
      rule('not-acme', { emailDomainsNot: ['acme.example'] }),
      rule('globex', { emailDomains: ['globex.example'] }, 'reject'),
      rule('both', { emailDomains: ['acme.example', 'globex.example'] }, 'reject'),
      rule('partners', { existingPartnerDomain: true }),
      rule('strangers', { existingPartnerDomain: false }),
    ];
    expect(await notesOf({ approvalRules: rules })).toEqual([
      {
        pointer: '/approvalRules/1',
        detail: 'acme-de has no effect: acme comes first and holds for everybody it is about.',
      },
      {
        pointer: '/approvalRules/3',
        detail: 'globex has no effect: not-acme comes first and holds for everybody it is about.',
      },
    ]);
    const late = { approvalRules: [], expiresIn: 'P14D', reminders: ['P3D', 'P20D', '-P20D', '-P1D'] };
    expect(await notesOf({ ...late, resendCooldown: 'PT60S' })).toEqual([
      { pointer: '/reminders/1', detail: expect.stringContaining('P20D is never sent') as string },
      { pointer: '/reminders/2', detail: expect.stringContaining('-P20D is never sent') as string },
    ]);
    expect(await notesOf({ expiresIn: 'P1D', reminders: [], resendCooldown: 'P1D' })).toEqual([
      { pointer: '/resendCooldown', detail: expect.stringContaining('Nobody can resend') as string },
    ]);
    expect(await notesOf({ resendCooldown: 'PT60S' })).toEqual([]);
  });

  it('name their default for every setting in /openapi.json, the one a new program begins with', async () => {
    const { schemas } = describedSchemas.parse((await api.get('/openapi.json')).body).components;
    const { properties = {} } = schemas['ProgramChanges'] ?? {};
    const fresh = bodyOf(putProgramsByKey, await put({}, 'fresh'));
    const readOnly = Object.keys(properties).filter((name) =>
      /Read-only/.test(properties[name]?.description ?? ''),
    );
    expect(readOnly.sort()).toEqual(['createdAt', 'customFieldsVersion', 'key', 'notes', 'updatedAt']);
    for (const [name, value] of Object.entries(fresh)) {
      // A name is made of the key, so no constant says it.
      if (readOnly.includes(name) || name === 'name') continue;
      expect([name, properties[name]]).toEqual([name, expect.objectContaining({ default: value })]);
    }
    expect(Object.keys(fresh).sort()).toEqual(Object.keys(properties).sort());
    expect(properties['name']?.description).toContain('key');
  });

  it('replace lists, brand and templates as a whole, and forget what is null', async () => {
    await put(SETTINGS, 'replaced');
    const answer = await put(
      {
        brand: { color: null },
        templates: {},
        initialModule: null,
        approvalRules: [],
        modules: ['orders', 'b-c'],
      },
      'replaced',
    );
    const body = bodyOf(putProgramsByKey, answer);
    expect(body).toMatchObject({ brand: {}, templates: {}, initialModule: null, approvalRules: [] });
    expect(body.modules).toEqual([
      { key: 'orders', name: 'Orders' },
      { key: 'b-c', name: 'B c' },
    ]);
  });

  it('can be read, changed and sent back', async () => {
    await put(SETTINGS, 'round-trip');
    const { body } = await api.get('/v1/programs/round-trip', api.people.admin);
    const sent = await put({ ...body, name: 'Renamed' }, 'round-trip');
    expect(sent.status).toBe(200);
    expect({ ...sent.body, updatedAt: '' }).toEqual({ ...body, name: 'Renamed', updatedAt: '' });
    await expectRefused(api, 'PUT', '/v1/programs/round-trip', api.people.admin, [
      { body: { key: 'other' }, pointer: '/key' },
    ]);
  });

  it('number the versions of their form', async () => {
    const version = async (customFields: unknown) =>
      bodyOf(putProgramsByKey, await put({ customFields }, 'versions')).customFieldsVersion;
    const field = { key: 'a', label: 'A', type: 'text' };
    expect([await version([]), await version([field]), await version([field])]).toEqual([1, 2, 2]);
    expect(await version([{ ...field, required: true }])).toBe(3);
  });

  it('are the account’s own', async () => {
    await put({ name: 'Secret' }, 'private');
    expect(outcome(await api.get('/v1/programs/private', api.people.other))).toEqual([404, 'not-found']);
    const theirs = await put({ name: 'Theirs' }, 'private', api.people.other);
    expect(theirs.body.name).toBe('Theirs');
    expect((await api.get('/v1/programs/private', api.people.admin)).body.name).toBe('Secret');
    for (const person of [api.people.viewer, api.people.approver]) {
      expect(outcome(await put({ name: 'Mine' }, 'default', person))).toEqual([403, 'forbidden']);
    }
    for (const key of ['a:b', 'a.b', '$x', '__proto__', '1a', 'x'.repeat(65), '%2e%2e']) {
      expect(outcome(await put({}, key))).toEqual([404, 'not-found']);
    }
  });
});

describe('the dry run of the rules', () => {
  const dryRun = (body: object, key: string) =>
    api.post(`/v1/programs/${key}/rules/dry-run`, api.people.admin, body);

  it('says which rule fires, and what happens without one', async () => {
    await put({ autoOnboarding: true, approvalRules: SETTINGS.approvalRules.slice(0, 2) }, 'dry');
    const verdict = async (body: object) => (await dryRun(body, 'dry')).body;
    for (const [body, ruleId, outcome] of [
      [{ contactEmail: 'x@ACME.example' }, 'r1', 'approve'],
      [{ contactEmail: 'x@y.example', country: 'AT', partnerName: 'P' }, '2', 'review'],
      [{ contactEmail: 'x@y.example', country: 'FR' }, null, 'approve'],
    ] as const) {
      expect(await verdict(body)).toMatchObject({ ruleId, outcome });
    }
    await put({ autoOnboarding: false }, 'dry');
    expect(await verdict({ contactEmail: 'x@y.example' })).toMatchObject({ ruleId: null, outcome: 'review' });
  });

  it('knows the domains of active partners of the own account, and compares domains in one form', async () => {
    const rules = [
      { id: 'known', when: { existingPartnerDomain: true }, then: 'approve' },
      { id: 'umlaut', when: { emailDomains: ['M\u00dcLLER.example'] }, then: 'reject' },
    ];
    await put({ approvalRules: rules, autoOnboarding: false }, 'known');
    const { id } = await provisionedPartner(api, api.people.admin);
    const outcomeOf = async (contactEmail: string) => (await dryRun({ contactEmail }, 'known')).body;
    expect(await outcomeOf('new@partner.example')).toMatchObject({ ruleId: 'known', outcome: 'approve' });
    await api.post(`/v1/partners/${id}/deactivate`, api.people.admin);
    expect(await outcomeOf('new@partner.example')).toMatchObject({ ruleId: null, outcome: 'review' });
    expect(await outcomeOf('x@xn--mller-kva.example')).toMatchObject({ ruleId: 'umlaut', outcome: 'reject' });
  });

  it('changes nothing and takes only what it asks for', async () => {
    const place = `${DEFAULT}/rules/dry-run`;
    await expectRefused(api, 'POST', place, api.people.admin, [
      ...HOSTILE_BODIES,
      { body: {}, pointer: '/contactEmail' },
      { body: { contactEmail: 'nobody' }, pointer: '/contactEmail' },
      { body: { contactEmail: { $regex: '.*' } }, pointer: '/contactEmail' },
      { body: { contactEmail: 'a@b.example', country: 'xx' }, pointer: '/country' },
      { body: { contactEmail: 'a@b.example', rules: [] }, pointer: '/rules' },
    ]);
    await expectRefused(api, 'POST', '/v1/programs/nothing/rules/dry-run', api.people.admin, [
      { body: { contactEmail: 'a@b.example' }, code: 'not-found' },
    ]);
  });
});

describe('the preview of an e-mail', () => {
  const place = `${DEFAULT}/templates/preview`;
  const preview = async (body: object, path = place) =>
    bodyOf(postProgramsByKeyTemplatesPreview, await api.post(path, api.people.admin, body));

  it('shows every template in every language with sample data', async () => {
    for (const template of EMAIL_TEMPLATES) {
      for (const locale of ['en', 'de', 'es-MX', 'xx']) {
        const { subject, html, text } = await preview({ template, locale });
        expect([subject, html, text].every((part) => part !== '' && !part.includes('{{'))).toBe(true);
      }
    }
  });

  it('prefers the texts given over the saved ones over the shipped ones', async () => {
    await put(SETTINGS, 'shown');
    const path = '/v1/programs/shown/templates/preview';
    const saved = await preview({ template: 'invitation', locale: 'en' }, path);
    expect(saved.subject).toBe('Join Acme');
    expect(saved.html).toContain('#1F4e79');
    expect((await preview({ template: 'invitation', locale: 'de-AT' }, path)).subject).toBe('Servus');
    const given = await preview(
      { template: 'invitation', locale: 'en', html: '<b>{{partnerName}}</b>' },
      path,
    );
    expect(given.subject).toBe('Join Acme');
    // Behind the preheader.
    expect(given.html).toMatch(/<\/div>\s*<b>Sample Partner Ltd<\/b>\s*$/);
  });

  it('refuses what saving would refuse', async () => {
    await expectRefused(api, 'POST', place, api.people.admin, [
      ...HOSTILE_BODIES,
      { body: { template: 'nothing' }, pointer: '/template' },
      { body: { template: 'constructor' }, pointer: '/template' },
      { body: { template: 'welcome', locale: 'not a tag' }, pointer: '/locale' },
      { body: { template: 'welcome', html: '{{{message}}}' }, pointer: '/html' },
      { body: { template: 'welcome', subject: '{{constructor}}' }, pointer: '/subject' },
      { body: { template: 'welcome', text: { $gt: '' } }, pointer: '/text' },
    ]);
  });
});
