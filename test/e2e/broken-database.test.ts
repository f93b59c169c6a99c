import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { canMount, fillDisk, smallDisk, unmountAll } from '../engines/bad-environment';
import { cleanUp } from '../engines/support';
import { needing } from '../support/needing';
import { promised } from '../support/promised';
import { eventually, guest, RunningUsher, type InvitationView } from '../support/usher';

jest.setTimeout(300_000);

const onlyWhereMounting = needing('a right to mount', canMount).it;

/** As long as the documents let a call wait. */
const ANSWER_WITHIN_MS = 3_000;

let usher: RunningUsher;
/** What was answered with 201. */
const created: string[] = [];

beforeAll(async () => {
  usher = await RunningUsher.start(canMount ? { dataDir: path.join(smallDisk('size=64m'), 'data') } : {});
});
afterEach(expectNothingLost);
afterAll(async () => {
  await usher.stop();
  unmountAll();
  cleanUp();
});

/** Asks for an invitation, which is made, or refused as unavailable. */
async function invite(): Promise<number> {
  const { status, body, headers } = await usher.otherAdmin.call<InvitationView>('POST', '/v1/invitations', {
    body: guest(),
  });
  if (status === 201) created.push(body.id);
  else {
    expect([status, body]).toEqual([
      503,
      expect.objectContaining({ code: expect.stringMatching(/-unavailable$|^overloaded$/) as string }),
    ]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  return status;
}

/** Asks for what needs the database and nothing else. */
async function writes(): Promise<void> {
  const body = { name: `Workspace ${Math.random()}` };
  expect([201, 503]).toContain((await usher.otherAdmin.call('POST', '/v1/workspaces', { body })).status);
}

async function readiness(): Promise<{ status: number; database: unknown }> {
  const { status, body } = await usher.stranger.call<{ parts: Record<string, boolean> }>('GET', '/readyz');
  return { status, database: body.parts['database'] };
}

/** Until it is so three times in a row: it neither comes nor goes. */
function isReady(wanted: boolean): Promise<true> {
  return eventually(wanted ? 'being ready' : 'not being ready', async () => {
    for (let look = 0; look < 3; look += 1) {
      const { status, database } = await readiness();
      if (database !== wanted || (status === 200) !== wanted) return undefined;
    }
    return true;
  });
}

async function worksAgain(): Promise<void> {
  await isReady(true);
  await eventually('an invitation to be made', async () => ((await invite()) === 201 ? true : undefined));
}

async function expectNothingLost(): Promise<void> {
  for (const id of created) expect((await usher.otherAdmin.invitation(id)).id).toBe(id);
}

/** Sends a signal to the database itself, not to the leash it runs on. */
function signalDatabase(signal: 'STOP' | 'CONT' | 'KILL'): void {
  const leash = readFileSync(path.join(usher.dataDir, 'mongodb.pid'), 'utf8').split(' ')[0] ?? '';
  execFileSync('pkill', [`-${signal}`, '-P', leash, 'java|mongod']);
}

it('is not ready while the database is frozen, answers in time, and works when it goes on', async () => {
  await worksAgain();
  signalDatabase('STOP');
  await isReady(false);
  const asked = performance.now();
  expect(await invite()).toBe(503);
  expect(performance.now() - asked).toBeLessThan(promised(ANSWER_WITHIN_MS));
  signalDatabase('CONT');
  await worksAgain();
});

it('works again by itself after the database was killed', async () => {
  await worksAgain();
  signalDatabase('KILL');
  for (let left = 5; left > 0; left -= 1) await invite();
  await worksAgain();
});

onlyWhereMounting(
  'is not ready while the disk is full, answers 503, and works when there is room',
  async () => {
    await worksAgain();
    const ballast = path.join(path.dirname(usher.dataDir), 'ballast');
    const packing = setInterval(() => fillDisk(ballast), 50);
    try {
      // Temporal may be the first to notice, and without it no invitation is written; so the database is tried itself.
      await eventually('the full disk to be seen', async () => {
        await invite();
        await writes();
        const { status, database } = await readiness();
        return (status === 503 && database === false) || undefined;
      });
      for (let left = 5; left > 0; left -= 1) await invite();
      const word = /ended by itself\. The disk is full: /;
      await eventually('a word about it', () => Promise.resolve(word.test(usher.process.log) || undefined));
    } finally {
      clearInterval(packing);
      rmSync(ballast);
    }
    await worksAgain();
  },
);
