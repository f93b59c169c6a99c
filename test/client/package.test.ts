import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fakeTemporal } from '../support/api/fake-temporal';
import { provisionedPartner } from '../support/api/partner-samples';
import { TestApi } from '../support/api/support';
import { ROOT } from '../../scripts/structure/sources';
import { addExample, folderWithClient, run } from './packed';

const says = (pattern: RegExp) => expect.stringMatching(pattern) as string;

const api = new TestApi();
let folder = '';

beforeAll(async () => {
  await api.start(fakeTemporal());
  folder = await folderWithClient();
});
afterAll(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The compiler's complaints about a program in the folder. */
async function compile(name: string, text: string): Promise<string> {
  writeFileSync(path.join(folder, name), text);
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const flags = ['--strict', '--module', 'node16', '--target', 'es2023', '--types', 'node'];
  try {
    await run(process.execPath, [tsc, ...flags, name], folder);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const PROGRAM = `
import { ProblemError, UsherClient, type Schema } from '@usher/client';

const usher = new UsherClient({ url: process.env.USHER_URL!, apiKey: process.env.USHER_API_KEY });

async function main(): Promise<void> {
  const body = { partnerName: 'Packed', contactEmail: 'packed@client.example' };
  const invited: Schema<'Invitation'> = await usher.post('/v1/invitations', { body });
  const codes = await usher.post('/v1/invitations', { body }).then(
    () => 'no error',
    (error: unknown) => (error instanceof ProblemError ? error.code : 'another error'),
  );
  const names: (string | null)[] = [];
  for await (const one of usher.list('/v1/invitations', { query: { search: 'Packed' } })) names.push(one.partnerName);
  console.log(JSON.stringify({ id: invited.id, codes, names }));
}

void main();
`;

it('holds what a program needs, and nothing else', () => {
  const installed = path.join(folder, 'node_modules', '@usher', 'client');
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).sort();
  const modules = ['errors', 'index', 'openapi', 'operations', 'send', 'usher-client'];
  const compiled = modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
  expect(files).toEqual(['LICENSE', 'README.md', 'dist', 'package.json', ...compiled].sort());
});

it('type-checks in a program and runs against Usher', async () => {
  expect(await compile('program.ts', PROGRAM)).toBe('');
  const env = { USHER_URL: api.url, USHER_API_KEY: api.people.admin.key };
  const printed: unknown = JSON.parse(await run(process.execPath, ['program.js'], folder, env));
  expect(printed).toEqual({
    id: expect.stringMatching(/^inv_\w{26}$/) as string,
    codes: 'invitation-already-open',
    names: ['Packed'],
  });
});

it('can be imported by a module as well', async () => {
  const text = "import { UsherClient } from '@usher/client'; console.log(typeof UsherClient);";
  writeFileSync(path.join(folder, 'module.mjs'), text);
  expect((await run(process.execPath, ['module.mjs'], folder)).trim()).toBe('function');
});

it('lets the compiler find what Usher does not have', async () => {
  const wrong = [
    "void usher.get('/v1/invitation');",
    "void usher.get('/v1/invitations/{id}');",
    "void usher.get('/v1/invitations', { query: { view: 'none' } });",
    "void usher.post('/v1/invitations', { body: { partnerName: 'x' } });",
    "void usher.post('/v1/invitations', { body: { partnerName: 'x', contactEmail: 'y', colour: 'z' } });",
    "void usher.delete('/v1/invitations');",
    "usher.list('/v1/me');",
    "void usher.get('/v1/me').then((me) => me.nickname);",
  ];
  const program = [
    `import { UsherClient } from '@usher/client';`,
    `const usher = new UsherClient({ url: '' });`,
  ];
  const complaints = await compile('wrong.ts', [...program, ...wrong].join('\n'));
  const lines = [...complaints.matchAll(/wrong\.ts\((\d+),/g)].map(
    ([, line]) => Number(line) - program.length,
  );
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(wrong.map((_, index) => index + 1));
});

describe('the example for a CRM', () => {
  const guest = (id: string, email = `${id}@crm.example`) => ({ id, company: `Company ${id}`, email });

  async function invite(partners: readonly object[], key = api.people.admin.key): Promise<string[]> {
    const example = addExample(folder, 'crm-invite');
    writeFileSync(path.join(example, 'list.json'), JSON.stringify(partners));
    const env = { USHER_URL: api.url, USHER_API_KEY: key };
    const printed = await run(process.execPath, ['invite.mjs', 'list.json'], example, env);
    return printed.trimEnd().split('\n');
  }

  it('invites everybody once, however often it runs', async () => {
    const [first, again] = [await invite([guest('a'), guest('b')]), await invite([guest('a'), guest('b')])];
    expect(first).toEqual([says(/^a\tinvited\tinv_/), says(/^b\tinvited\tinv_/), '2 invited']);
    expect(again.at(-1)).toBe('2 already invited');
    expect(again[0]?.split('\t')[2]).toBe(first[0]?.split('\t')[2]);
    const { items } = (await api.get('/v1/invitations?search=crm.example', api.people.admin)).body;
    expect(items).toHaveLength(2);
  });

  it('tells of partners and of rows that are invalid, and goes on', async () => {
    const { email } = await provisionedPartner(api, api.people.admin);
    // Its invitation has ended.
    await api.connection
      .collection('invitations')
      .updateOne({ contactEmail: email }, { $set: { liveKey: 'ended' } });
    const list = [guest('p', email.toUpperCase()), guest('x', 'to be asked'), guest('c')];
    const failed = await invite(list).catch((error: unknown) => error);
    expect((failed as { stdout: string }).stdout.trimEnd().split('\n')).toEqual([
      says(/^p\talready partner/),
      says(/^x\tinvalid\tcontactEmail: /),
      says(/^c\tinvited/),
      '1 already partner, 1 invalid, 1 invited',
    ]);
  });

  it('ends with what is no answer about a partner', async () => {
    await expect(invite([guest('d')], 'usher_wrong')).rejects.toThrow('unauthenticated');
  });
});
