import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { createdApiKey } from '../../api/api-keys/schema';
import { postInvitations } from '../../api/invitations/create';
import { invitation } from '../../api/invitations/schema';
import type { CliError } from '../../cli/failures';
import { bodyOf } from '../support/api/declared-answers';
import { fakeTemporal } from '../support/api/fake-temporal';
import { TestApi } from '../support/api/support';
import { environmentOf, failureOf, runUsher } from './support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const usher = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  runUsher(args, { ...environmentOf(api), ...env });
const invitations = z.array(invitation);
const failure = (args: string[], env?: NodeJS.ProcessEnv) => failureOf(usher(args, env));

it('invites, lists, shows and exports', async () => {
  expect(await usher(['invite', 'Initech', 'bill@initech.example', '--first-name', 'Bill'])).toContain(
    'The invitation has been successfully sent.',
  );
  const listed = invitations.parse(JSON.parse(await usher(['--json', 'list', '--search', 'initech'])));
  expect(listed).toHaveLength(1);
  const shown = await usher(['show', listed[0]!.id]);
  expect(shown).toContain('bill@initech.example');
  expect(await usher(['list'])).toMatch(/^ID +Status +Partner Name/);
  expect(await usher(['export'])).toContain('"bill@initech.example"');
});

it('prints the link of an invitation, and nothing else', async () => {
  const invited = invitations.element.parse(
    JSON.parse(await usher(['--json', 'invite', 'Initech', 'link@initech.example'])),
  );
  const printed = await usher(['link', invited.id]);
  expect(printed).toBe(api.deps.tokens.invitationLink(invited.id, 1, 'link@initech.example'));
  expect(JSON.parse(await usher(['--json', 'link', invited.id]))).toEqual({
    link: printed,
    expiresAt: invited.expiresAt,
  });
  expect((await failure(['link', 'inv_00000000000000000000000000'])) as CliError).toMatchObject({
    exitCode: 1,
  });
});

it('publishes terms, one language at a time, and shows them and who accepted them', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-terms-'));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  await usher([
    'terms',
    'publish',
    'default',
    file('en', 'Be kind.\n'),
    '--url',
    'https://acme.example/terms',
  ]);
  const printed = await usher(['terms', 'publish', 'default', file('de', 'Seid nett.'), '--locale', 'de']);
  expect(printed).toMatch(/^Version +2$/m);
  const shown: unknown = JSON.parse(await usher(['--json', 'terms', 'show', 'default']));
  expect(shown).toMatchObject({
    current: { version: 2, texts: { en: 'Be kind.', de: 'Seid nett.' }, url: 'https://acme.example/terms' },
  });
  expect(await usher(['terms', 'show', 'default'])).toMatch(/^Version +Published +By/);
  expect(await usher(['terms', 'accepted', 'default'])).toBe('Nothing to show.');
  expect(await failure(['terms', 'publish', 'default', path.join(folder, 'none')])).toMatchObject({
    exitCode: 2,
  });
  expect(await failure(['terms', 'show', 'no-such'])).toMatchObject({ exitCode: 1 });
  const { accountId, userId } = api.people.admin;
  await api.stores.terms.withdraw({ accountId, program: 'default', publishedBy: userId });
});

it('never lets a name become a formula or a terminal command', async () => {
  await usher(['invite', '=HYPERLINK("x")', 'formula@initech.example']);
  expect(await usher(['export'])).toContain(`"'=HYPERLINK(""x"")"`);
});

it('revokes, and says what was refused', async () => {
  const missing = await failure(['revoke', 'inv_00000000000000000000000000']);
  expect(missing).toMatchObject({ exitCode: 1 });
  expect((missing as CliError).message).toContain('404 not-found');
  const wrong = await failure(['invite', 'Initech', 'not an address']);
  expect((wrong as CliError).message).toContain('/contactEmail');
});

it('names what stands in the way', async () => {
  await usher(['invite', 'Initech', 'twice@initech.example']);
  const again = await failure(['invite', 'Initech', 'twice@initech.example']);
  expect((again as CliError).message).toMatch(/409 invitation-already-open\)\n {2}invitationId: inv_\w{26}$/);
});

it('shows which notices come, and changes them', async () => {
  expect(await usher(['notifications'])).toMatch(/^Accepted and declined +at_once$/m);
  const changes = ['--expired', 'daily', '--set-up', 'never', '--time-zone', 'Asia/Tokyo'];
  const changed = await usher(['notifications', ...changes]);
  expect(changed).toMatch(/^Expired +daily$/m);
  expect(changed).toMatch(/^Next daily digest +\S+T23:00:00.000Z$/m);
  const shown = JSON.parse(await usher(['--json', 'notifications'])) as unknown;
  expect(shown).toMatchObject({ timeZone: 'Asia/Tokyo', kinds: { expired: 'daily', setUp: 'never' } });
  expect(await failure(['notifications', '--expired', 'weekly'])).toMatchObject({
    code: 'commander.invalidArgument',
  });
  const wrong = await failure(['notifications', '--time-zone', 'Mars/Phobos']);
  expect((wrong as CliError).message).toContain('/timeZone');
});

it('verifies the audit log and notices what was changed', async () => {
  await api.post('/v1/api-keys', api.people.admin, { name: 'audited' });
  expect(await usher(['audit', 'verify'])).toMatch(/Whole +true/);
  await api.connection.collection('audit_log').updateOne({}, { $set: { type: 'forged' } });
  expect(await failure(['audit', 'verify'])).toMatchObject({ exitCode: 1 });
});

it('makes, lists, rotates and revokes API keys', async () => {
  const ends = '2999-01-01T00:00:00Z';
  const args = ['create', 'Nightly', '--scope', 'stats:read', 'users:read', '--expires-at', ends];
  const made = createdApiKey.parse(JSON.parse(await usher(['--json', 'api-keys', ...args])));
  expect(made).toMatchObject({ scopes: ['stats:read', 'users:read'], expiresAt: '2999-01-01T00:00:00.000Z' });
  expect(await usher(['list'], { USHER_API_KEY: made.key ?? '' }).catch(String)).toContain('403 forbidden');
  const printed = await usher(['api-keys', 'rotate', made.id, '--old-key-valid-for', 'P7D']);
  const [, key = ''] = /^Key +(usher_\S+)$/m.exec(printed) ?? [];
  const list = await usher(['api-keys', 'list']);
  expect(list).toContain(key.slice(0, 12));
  expect(list).toContain(made.prefix);
  expect(list).not.toContain(key);
  await usher(['api-keys', 'revoke', made.id]);
  expect(await usher(['api-keys', 'list'])).not.toContain('Nightly');
  expect(await failure(['api-keys', 'rotate', 'inv_1'])).toMatchObject({ code: 'commander.invalidArgument' });
});

it('shows and checks single sign-on, and says what is missing', async () => {
  expect(((await failure(['sso', 'show'])) as CliError).message).toContain('404 not-found');
  const settings = { issuer: 'https://login.acme.com', clientId: 'usher', domains: ['acme.com'] };
  const body = { ...settings, clientSecret: 'a hidden secret' };
  await api.call('PUT', '/v1/sso', { as: api.people.admin, body });
  const shown = await usher(['sso', 'show']);
  expect(shown).toMatch(/acme\.com +- +_usher\.acme\.com +usher-sso=/);
  expect(shown).not.toContain(body.clientSecret);
  expect(await failure(['sso', 'check'])).toMatchObject({ exitCode: 1 });
  expect(await failure(['sso', 'forget', api.people.admin.userId])).toMatchObject({ exitCode: 1 });
});

it('tells usage, refusals and outages apart', async () => {
  expect(await failure(['list'], { USHER_URL: 'http://127.0.0.1:9' })).toMatchObject({ exitCode: 3 });
  const empty = mkdtempSync(path.join(os.tmpdir(), 'usher-cli-'));
  expect(await failure(['list'], { USHER_URL: '', USHER_DATA_DIR: empty })).toMatchObject({ exitCode: 2 });
  expect(await failure(['import', path.join(empty, 'none.csv')])).toMatchObject({ exitCode: 2 });
  expect(await failure(['list'], { USHER_API_KEY: 'usher_wrong' })).toMatchObject({ exitCode: 1 });
});

it('checks arguments before it asks anybody', async () => {
  const nowhere = { USHER_URL: 'http://127.0.0.1:9' };
  for (const args of [
    ['show', '..'],
    ['approve', 'inv_1'],
    ['list', '--limit', 'all'],
    ['list', '--view', 'none'],
    ['list', '--origin', 'none'],
    ['stats', '--group-by', 'year'],
    ['completion', 'cmd'],
  ]) {
    expect(await failure(args, nowhere)).toMatchObject({
      code: expect.stringMatching(/^commander\./) as string,
    });
  }
});

it('lists no more than it is asked to', async () => {
  const names = ['limit-a', 'limit-b', 'limit-c'];
  for (const name of names) await usher(['invite', name, `${name}@initech.example`]);
  const args = ['--json', 'list', '--search', 'limit-', '--sort', 'partnerName', '--limit', '2'];
  const listed = invitations.parse(JSON.parse(await usher(args)));
  expect(listed.map(({ partnerName }) => partnerName)).toEqual(names.slice(0, 2));
});

it('lists whoever applied apart from whoever was invited', async () => {
  await usher(['invite', 'Initech', 'origin@initech.example']);
  const found = async (origin: string) =>
    invitations.parse(JSON.parse(await usher(['--json', 'list', '--origin', origin]))).length;
  expect(await found('application')).toBe(0);
  expect(await found('invitation')).toBeGreaterThan(0);
});

it('shows the funnel', async () => {
  expect(await usher(['stats'])).toMatch(/^Group +Sent/);
  const rows = z
    .array(z.object({ key: z.string() }))
    .parse(JSON.parse(await usher(['--json', 'stats', '--group-by', 'program'])));
  expect(rows.at(-1)?.key).toBe('total');
});

it('shows the rows of a dry run that are wrong', async () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'usher-cli-')), 'partners.csv');
  writeFileSync(file, 'partnerName,contactEmail\nGood,good@initech.example\nBad,nonsense\n');
  const printed = await usher(['import', file, '--dry-run']);
  expect(printed).toMatch(/Rows +2/);
  expect(printed).toMatch(/2 +Bad +nonsense +\/contactEmail: /);
});

it('adds records with fields, a link and a file, lists, saves and deletes them', async () => {
  const { accountId } = api.people.admin;
  const { workspaces } = api.stores;
  const { _id: workspaceId } = await workspaces.create({ accountId, name: 'Products' });
  const folder = await workspaces.createFolder({ accountId, workspaceId, name: 'Certificates' });
  const here = mkdtempSync(path.join(os.tmpdir(), 'usher-records-'));
  writeFileSync(path.join(here, 'iso.pdf'), '%PDF-1.4 iso');
  const add = ['--json', 'records', 'add', folder!._id];
  const certificate = [
    'ISO',
    '--kind',
    'certificate',
    '--field',
    'issuer=DNV',
    '--link',
    'https://dnv.example/',
  ];
  const added: unknown = JSON.parse(
    await usher([...add, ...certificate, '--file', path.join(here, 'iso.pdf')]),
  );
  expect(added).toMatchObject({
    ...{ name: 'ISO', kind: 'certificate', data: { issuer: 'DNV' }, link: 'https://dnv.example/' },
    file: { name: 'iso.pdf', bytes: 12, state: 'clean' },
  });
  const order: unknown = JSON.parse(
    await usher([...add, 'Order', '--kind', 'order', '--field', 'total:=99.5']),
  );
  expect(order).toMatchObject({ data: { total: 99.5 } });
  expect(await usher(['records', 'list', folder!._id])).toMatch(/^ID +Name +Type +File[^]*iso\.pdf[^]*Order/);
  const { id } = z.object({ id: z.string() }).parse(added);
  const saved = await usher(['records', 'save', id, here]);
  expect(readFileSync(path.join(here, `${id}-iso.pdf`), 'utf8')).toBe('%PDF-1.4 iso');
  expect(saved).toContain(`${id}-iso.pdf`);
  await usher(['records', 'delete', id]);
  expect(await failure(['records', 'save', id, here])).toMatchObject({ exitCode: 1 });
  expect(await usher(['folders', 'rename', folder!._id, 'Renamed'])).toContain('Renamed');
  expect(await failure(['folders', 'delete', folder!._id])).toMatchObject({ exitCode: 1 });
  await usher(['folders', 'delete', folder!._id, '--contents']);
  expect(await failure(['folders', 'rename', folder!._id, 'Gone'])).toMatchObject({ exitCode: 1 });
  expect(await failure([...add, 'x', '--file', path.join(here, 'none')])).toMatchObject({ exitCode: 2 });
  expect(await failure([...add, 'x', '--field', 'nothing'])).toMatchObject({ exitCode: 2 });
});

it('lists the files of an invitation and saves them, in place of no other', async () => {
  const { accountId } = api.people.admin;
  const { id } = bodyOf(
    postInvitations,
    await api.post('/v1/invitations', api.people.admin, {
      partnerName: 'Files',
      contactEmail: 'files@initech.example',
    }),
  );
  const content = Buffer.from('%PDF-1.4\n\u00fc\u0000');
  const file = await api.stores.documents.add({
    ...{ accountId, program: 'default', field: 'cv', invitationId: id, name: 'cv.pdf', type: 'pdf' },
    ...{ uploadedBy: { kind: 'invitee', id: 'invitee' }, content },
  });
  await api.stores.documents.handIn(accountId, [file!._id], id);
  expect(await usher(['documents', id])).toMatch(/^ID +Field +Name[^]*cv\.pdf/);
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'usher-cli-')), 'saved');
  await usher(['documents', id, '--save', folder]);
  const saved = path.join(folder, `${file!._id}-cv.pdf`);
  expect(readFileSync(saved)).toEqual(content);
  expect(await failure(['documents', id, '--save', folder])).toMatchObject({ exitCode: 2 });
});
