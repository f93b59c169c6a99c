import { problemSchema } from '../../../api/http/schemas/problem';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { expectRefused, HOSTILE_BODIES, NO_LINES, type Refusal } from '../../support/api/refusals';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const DEFAULT = '/v1/programs/default';
const put = (body: unknown, key = 'default', as = api.people.admin) =>
  api.call('PUT', `/v1/programs/${key}`, { as, body });
const refused = async (refusals: readonly Refusal[]) => {
  // Reading makes the default program, so that what is compared afterwards has it.
  await api.get(DEFAULT, api.people.admin);
  await expectRefused(api, 'PUT', DEFAULT, api.people.admin, refusals);
};
/** Each value, sent as that setting, is refused there. */
const refusedAt = (member: string, values: readonly unknown[], pointer = `/${member}`) =>
  refused(values.map((value) => ({ body: { [member]: value }, pointer })));

describe('settings that are none', () => {
  it('are refused at their pointer, and nothing changes', async () => {
    await refused(HOSTILE_BODIES);
    await refusedAt('name', NO_LINES);
    await refusedAt('autoOnboarding', ['true', 1, null, {}]);
    await refusedAt('inviterMayApprove', ['false', 0, null]);
    await refusedAt('requiredApprovals', [0, 4, 1.5, '2', null, -1, { $gt: 0 }]);
    await refusedAt('maxResends', [-1, 1.5, '5', null, 101]);
    for (const member of ['escalateAfter', 'expiresIn']) {
      await refusedAt(member, ['PT0S', 'P366D', 'P', 'PT', '14', 14, null, '-P1D', 'P1D '.repeat(20), {}]);
    }
    for (const member of ['escalateEvery', 'decideWithin']) {
      await refusedAt(member, ['PT0S', 'P366D', 'P', '14', 14, '-P1D', {}]);
    }
    await refusedAt('maxEscalations', [0, 51, 1.5, '5', null]);
    await refusedAt('whenUndecided', ['approve', '', null, {}]);
    await refusedAt('resendCooldown', ['-PT1S', 'P366D', '60', 60, null]);
    await refusedAt('reminders', ['P3D', Array.from({ length: 11 }, (_, day) => `P${day + 1}D`), {}]);
    await refusedAt('reminders', [['P0D'], ['soon'], [7], [null], ['--P1D']], '/reminders/0');
  });

  it('are durations beyond their bounds, which the answer names', async () => {
    const bounds = async (body: unknown) =>
      problemSchema.safeParse((await put(body)).body).data?.errors?.[0]?.detail;
    expect(await bounds({ expiresIn: 'P366D' })).toMatch(/, from PT1S to P365D\.$/);
    expect(await bounds({ resendCooldown: 'P366D' })).toMatch(/, from PT0S to P365D\.$/);
    expect(await bounds({ retainFor: 'P3661D' })).toMatch(/, from PT1S to P3660D\.$/);
    expect(await bounds({ retainFor: 'P3660D' })).toBeUndefined();
  });

  it('are modules that are missing, twice there or not among themselves', async () => {
    await refusedAt('modules', [[], 'orders', {}, null, Array.from({ length: 51 }, (_, n) => `m${n}`)]);
    await refusedAt(
      'modules',
      [
        ['orders', 'orders'],
        [{ key: 'a' }, { key: 'b' }, 'a'],
      ].slice(0, 1),
      '/modules/1/key',
    );
    await refusedAt('modules', [[{ key: 'a' }, { key: 'b' }, 'a']], '/modules/2/key');
    await refusedAt('initialModule', ['nothing', '', 7, 'constructor']);
    await refused([
      { body: { modules: ['orders'], initialModule: 'documents' }, pointer: '/initialModule' },
      { body: { modules: [{ key: 'orders', name: '' }] } },
      { body: { modules: [{ key: '__proto__', name: 'x' }] } },
    ]);
    await put({ modules: ['a', 'b'], initialModule: 'a' }, 'landing');
    expect((await put({ modules: ['b'] }, 'landing')).body.errors).toMatchObject([{ pointer: '/modules' }]);
  });

  it('are rules that say nothing, contradict themselves or can never match', async () => {
    const rule = (when: unknown, id = 'a', then: unknown = 'approve') => ({ id, when, then });
    await refusedAt('approvalRules', [[rule({})]], '/approvalRules/0/when');
    await refusedAt(
      'approvalRules',
      [[rule({ emailDomains: ['A.example', 'b.example'], emailDomainsNot: ['B.EXAMPLE'] })]],
      '/approvalRules/0/when/emailDomains/1',
    );
    await refusedAt(
      'approvalRules',
      [[rule({ countries: ['DE', 'AT'] }, 'a'), rule({ countries: ['AT', 'DE'] }, 'b', 'reject')]],
      '/approvalRules/1/when',
    );
    await refusedAt(
      'approvalRules',
      [[rule({ countries: ['DE'] }), rule({ countries: ['AT'] })]],
      '/approvalRules/1/id',
    );
    await refusedAt(
      'approvalRules',
      [[rule({ inviterRoles: ['nobody'] })]],
      '/approvalRules/0/when/inviterRoles/0',
    );
    const badWhens: readonly unknown[] = [
      { emailDomains: [] },
      { emailDomains: ['@acme.example'] },
      { emailDomains: ['*.example'] },
      { emailDomains: ['localhost'] },
      { emailDomains: [{ $gt: '' }] },
      { emailDomains: 'acme.example' },
      { countries: ['Germany'] },
      { countries: ['XX'] },
      { existingPartnerDomain: 'yes' },
      { constructor: true },
      null,
    ];
    await refused(badWhens.map((when) => ({ body: { approvalRules: [rule(when)] } })));
    await refused([
      { raw: '{"approvalRules":[{"id":"a","then":"approve","when":{"__proto__":{"countries":["DE"]}}}]}' },
      { body: { approvalRules: [rule({ countries: ['DE'] }, '__proto__')] } },
      { body: { approvalRules: [rule({ countries: ['DE'] }, 'a', 'maybe')] } },
      { body: { approvalRules: [{ id: 'a', when: { countries: ['DE'] } }] } },
      {
        body: { approvalRules: Array.from({ length: 101 }, (_, n) => rule({ countries: ['DE'] }, `r${n}`)) },
      },
    ]);
  });

  it('are custom fields that no form could show', async () => {
    const field = (changes: object) => ({
      customFields: [{ key: 'a', label: 'A', type: 'text', ...changes }],
    });
    const at = (member: string) => `/customFields/0/${member}`;
    await refused([
      { body: field({ type: 'password' }), pointer: at('type') },
      { body: field({ key: '__proto__' }), pointer: at('key') },
      { body: field({ key: 'a.b' }), pointer: at('key') },
      { body: field({ label: '' }), pointer: at('label') },
      { body: field({ filledBy: 'anybody' }), pointer: at('filledBy') },
      { body: field({ type: 'select' }), pointer: at('options') },
      { body: field({ type: 'multi-select', options: [] }), pointer: at('options') },
      { body: field({ type: 'select', options: ['a'] }) },
      { body: field({ options: [{ value: 'a', label: 'A' }] }), pointer: at('options') },
      { body: field({ type: 'number', min: 5, max: 4 }), pointer: at('max') },
      { body: field({ type: 'number', pattern: '\\d' }), pointer: at('pattern') },
      { body: field({ required: 'yes' }), pointer: at('required') },
      { body: field({ onchange: 'alert(1)' }), pointer: at('onchange') },
      {
        body: { customFields: [...field({}).customFields, ...field({}).customFields] },
        pointer: '/customFields',
      },
      {
        body: {
          customFields: Array.from({ length: 101 }, (_, n) => ({ key: `k${n}`, label: 'x', type: 'url' })),
        },
      },
    ]);
  });

  it('are patterns that another engine would need, or that would explode', async () => {
    const field = { key: 'a', label: 'A', type: 'text' };
    const patterns = [
      '(?=a)b',
      '(a)\\1',
      '(a{1000}){1000}',
      '(\\pL{1000})?'.repeat(38),
      `(${'a'.repeat(480)}){1000}`,
      `((${'a'.repeat(400)}){31}){32}`,
      '\\Q(\\E{1000}',
      '[]a]{900}[^]]{900}',
      '.{1000}',
      '(',
      '[z-a]',
      'a**',
      '',
      'x'.repeat(501),
    ];
    await refusedAt(
      'customFields',
      patterns.map((pattern) => [field, { ...field, key: 'b', pattern }]),
      '/customFields/1/pattern',
    );
    const fine = await put({ customFields: [{ ...field, pattern: '(a+)+$' }] }, 'patterns');
    expect(fine.status).toBe(200);
  });

  it('are brands that could deceive or break an e-mail', async () => {
    const brand = (member: string, values: readonly unknown[]) =>
      refused(values.map((value) => ({ body: { brand: { [member]: value } }, pointer: `/brand/${member}` })));
    await brand('color', ['red', '#fff', '#12345g', '#123456;x:y', 'url(x)', 7]);
    await brand('logoUrl', [
      'http://a.example/x.png',
      'javascript:alert(1)',
      'data:image/png;base64,AA',
      '//a.example',
      'https://u:p@a.example/',
      'x',
    ]);
    await brand('senderName', ['', 'a\r\nBcc: x@y.example', 'x'.repeat(101), 7]);
    await brand('replyTo', ['nobody', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: x@y.example', 7]);
    await refused([
      { body: { brand: { css: 'x' } }, pointer: '/brand/css' },
      { body: { brand: null }, pointer: '/brand' },
    ]);
  });

  it('are templates that reach for more than they are given', async () => {
    const bad: readonly (readonly [string, string])[] = [
      ['html', '<p>{{nonsense}}</p>'],
      ['html', '{{{message}}}'],
      ['html', '{{&message}}'],
      ['text', '{{constructor}}'],
      ['text', '{{__proto__}}'],
      ['text', '{{brand.constructor}}'],
      ['text', '{{lookup this "constructor"}}'],
      ['text', '{{#with brand}}{{color}}{{/with}}'],
      ['text', '{{#each brand}}{{this}}{{/each}}'],
      ['text', '{{> invitation}}'],
      ['text', '{{@root.link}}'],
      ['text', '{{../link}}'],
      ['html', '<script>x</script>'],
      ['html', '<a href="{{message}}">x</a>'],
      ['subject', 'two\nlines'],
      ['text', '{{#if message}}'],
      ['text', '{{#if message}}'.repeat(1_000)],
    ];
    await refused(
      bad.map(([field, source]) => ({
        body: { templates: { welcome: { en: { subject: 'Hi' } }, invitation: { de: { [field]: source } } } },
        pointer: `/templates/invitation/de/${field}`,
      })),
    );
    await refused([
      { body: { templates: { nonsense: { en: { subject: 'x' } } } } },
      ...['share-notification', 'share-notification-admin', 'partnership-notice', 'set-password'].map(
        (name) => ({
          body: { templates: { [name]: { en: { subject: 'x' } } } },
          pointer: `/templates/${name}`,
        }),
      ),
      { body: { templates: { invitation: { 'not a tag': { subject: 'x' } } } } },
      { body: { templates: { invitation: { en: {} } } }, pointer: '/templates/invitation/en' },
      {
        body: { templates: { invitation: { en: { subject: 7 } } } },
        pointer: '/templates/invitation/en/subject',
      },
      {
        body: { templates: { invitation: { en: { body: 'x' } } } },
        pointer: '/templates/invitation/en/body',
      },
      { body: { templates: { invitation: { 'de-at': { text: 'x' }, 'de-AT': { text: 'y' } } } } },
      { body: { templates: [] }, pointer: '/templates' },
      { raw: '{"templates":{"invitation":{"__proto__":{"subject":"x"}}}}' },
    ]);
  });

  it('are roles above one’s own, or that no new account has', async () => {
    const { admin } = api.people;
    await api.stores.roles.put(admin.accountId, {
      key: 'planner',
      name: 'Planner',
      rank: 70,
      scopes: ['programs:read', 'programs:write', 'workspace:own', 'invitations:receive'],
    });
    await api.stores.memberships.setRole(admin.accountId, api.people.second.userId, 'planner');
    const planner = api.people.second;
    await expectRefused(api, 'PUT', DEFAULT, planner, [
      { body: { defaultRoleKey: 'partner_admin' }, code: 'role-ceiling' },
      { body: { defaultRoleKey: 'account_admin' }, code: 'role-ceiling' },
      { body: { defaultRoleKey: 'nobody' }, pointer: '/defaultRoleKey' },
      { body: { defaultRoleKey: 'planner' }, pointer: '/defaultRoleKey' },
      { body: { defaultRoleKey: { $ne: 'x' } }, pointer: '/defaultRoleKey' },
    ]);
    expect((await put({ defaultRoleKey: 'partner_user' }, 'planned', planner)).status).toBe(200);
    expect((await put({ name: 'Still mine' }, 'default', planner)).status).toBe(200);
  });
});
