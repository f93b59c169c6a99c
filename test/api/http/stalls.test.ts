import { setTimeout as sleep } from 'node:timers/promises';
import { csvOf } from '../../../api/http/csv';
import { checkCustomFieldsInTurns } from '../../../domain/programs/custom-fields';
import { yieldEvery10ms } from '../../../domain/pace';
import { wrongWithText } from '../../../domain/programs/patterns';
import { customField } from '../../../domain/programs/custom-field';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

/** The longest time for which nobody else was served, in milliseconds of this process's own computing. */
async function longestStall(work: Promise<unknown>): Promise<number> {
  const state = { isOver: false };
  const watched = work.finally(() => (state.isOver = true));
  let longest = 0;
  let before = process.cpuUsage();
  while (!state.isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    before = process.cpuUsage();
  }
  await watched;
  return longest;
}

/** How long one piece of plain computing takes here and now: so long may others wait, some times over. */
async function measure(): Promise<number> {
  const text = JSON.stringify(Array.from({ length: 60_000 }, (_, n) => ({ n })));
  return longestStall(sleep(20).then(() => JSON.parse(text) as unknown));
}

/** How many times as long others wait for the work: once more if it was too long, as what else runs only adds. */
async function waitOf(work: () => Promise<unknown>, limit: number): Promise<number> {
  const unit = Math.min(await measure(), await measure());
  const wait = async () => (await longestStall(work())) / unit;
  const first = await wait();
  return first < limit ? first : Math.min(first, await wait());
}

const PATTERNS = ['(?:[A-Za-z]+[ .-]?){1,40}', '[A-Z]{2}(?:[0-9]{1,4}[ -]?){1,20}', '(?:[a-z0-9._%+-]+ ?)*'];
const fields = PATTERNS.map((pattern, index) =>
  customField.parse({ key: `f${index}`, label: 'F', type: 'text', filledBy: 'inviter', pattern }),
);
const HEADER = 'partnerName,contactEmail,f0,f1,f2\n';
const WORDS = 'word '.repeat(90).trim();
const FILES: Readonly<Record<string, () => string>> = {
  'many rows against three patterns': () =>
    HEADER +
    Array.from({ length: 2_500 }, (_, n) => `I,p${n}@b.example,${WORDS},DE12 34,${WORDS}\n`).join(''),
  'ten thousand short rows': () =>
    HEADER + Array.from({ length: 10_000 }, (_, n) => `I,p${n}@b.example,,,\n`).join(''),
  'rows of one letter': () => `partnerName,contactEmail\n${'x\n'.repeat(9_000)}`,
  'rows of a megabyte': () => HEADER + `"${'x'.repeat(1_000_000)}",,,,\n`.repeat(9),
  'nine megabytes of columns': () => 'a,'.repeat(4_500_000),
  'a megabyte of quotes': () => HEADER + `"${'""'.repeat(450_000)}",p@b.example,,,\n`.repeat(9),
};

const upload = (body: string, type = 'text/csv') =>
  fetch(`${api.url}/v1/invitation-imports?dryRun=true`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: `Bearer ${api.people.admin.key}` },
    body,
  });

describe('nobody waits long for', () => {
  beforeAll(async () => {
    await api.stores.programs.put(api.people.admin.accountId, 'default', { customFields: fields });
  });

  it.each(Object.entries(FILES))('a file of %s', async (_name, make) => {
    const file = make();
    await upload(`${HEADER}I,a@b.example,,,\n`);
    // Reading nine megabytes here and there alone is ten times the computing; a stall of the kind meant is hundreds.
    expect(await waitOf(() => upload(file).then((answer) => answer.text()), 30)).toBeLessThan(30);
  });

  it('an export of many rows', async () => {
    const rows = Array.from({ length: 20_000 }, (_, n) => [n, '=cmd;=cmd', WORDS, null]);
    expect(await waitOf(() => csvOf(['a', 'b', 'c', 'd'], rows), 6)).toBeLessThan(6);
  });

  it('many answers for large patterns', async () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      ...fields[0]!,
      key: `k${n}`,
      pattern: `(?:[a-z ]{1,20}){1,20}`,
    }));
    const values = Object.fromEntries(many.map(({ key }) => [key, 'word '.repeat(300)]));
    const rule = { mayFill: ['inviter'], mustFill: 'inviter' } as const;
    expect(await waitOf(() => checkCustomFieldsInTurns(many, values, rule), 6)).toBeLessThan(6);
  });
});

it('gives a large pattern short answers to look at', () => {
  expect(wrongWithText('[A-Z]{2}[0-9]+', 'DE1')).toBeUndefined();
  expect(wrongWithText('(?:[a-z ]{1,30}){1,30}', 'a '.repeat(2_500))?.detail).toMatch(
    /^Must have at most \d+ characters\.$/,
  );
});

it('refuses rows that would become millions of cells', async () => {
  const rows = Array.from({ length: 4_000 }, (_, n) => ({ [`k${n}`]: 1 }));
  const answer = await upload(JSON.stringify({ rows }), 'application/json');
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: 'validation-failed' });
});

it('lets works of several callers take turns', async () => {
  const done: string[] = [];
  const work = async (name: string) => {
    const breathe = yieldEvery10ms();
    for (let n = 0; n < 3; n += 1) {
      const end = performance.now() + 11;
      while (performance.now() < end);
      await breathe();
      done.push(name);
    }
  };
  await Promise.all([work('a'), work('b')]);
  expect(done).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});
