import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mongoose';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import {
  eventually,
  guest,
  removeDataDir,
  RunningUsher,
  temporaryDataDir,
  type InvitationView,
  type UsherClient,
} from '../support/usher';
import { lookUntil } from '../support/look-until';
import { seededRandom } from '../../scripts/seeded-random.cjs';

jest.setTimeout(1_500_000);

/** More of them are asked for before a release: docs/testing.md. */
const KILLS = Number(process.env['KILLS'] ?? 4);
const INVITATIONS = 3 * KILLS;
const PASSWORD = 'correct horse battery';

/** For each step of an invitation, kills and restarts included. */
const EACH_WITHIN_MS = 600_000;

/** Invitations under way at the same time: enough for every kill to hit several. */
const AT_ONCE = 8;

/** How long a start takes on an idle machine; where it takes longer, everything is given longer. */
const USUAL_START_MS = 5_000;

/** The members of answers that matter here. */
interface Settled {
  readonly id?: string;
  readonly code?: string;
  readonly invitationId?: string;
  readonly currentStatus?: string;
}

/** A mail server that survives the kills and counts what really arrives. */
class MailServer {
  private readonly arrivals = new Map<string, number>();
  private readonly tokens = new Map<string, string>();
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          this.note(mail.messageId ?? '', mail.text ?? '');
          done();
        },
        (error: unknown) => done(error as Error),
      );
    },
  });

  async listen(): Promise<string> {
    // A sender that is killed resets its connection.
    this.server.on('error', () => undefined);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.server.address() as { port: number }).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(resolve));
  }

  tokenOf(invitationId: string): string | undefined {
    return this.tokens.get(invitationId);
  }

  /** How often each message arrived. */
  counts(): ReadonlyMap<string, number> {
    return this.arrivals;
  }

  private note(messageId: string, text: string): void {
    this.arrivals.set(messageId, (this.arrivals.get(messageId) ?? 0) + 1);
    const [, token, invitationId] = /\/invitation\?token=(v1\.(inv_\w+)\.[\w.-]+)/.exec(text) ?? [];
    if (token !== undefined && invitationId !== undefined) this.tokens.set(invitationId, token);
  }
}

it('loses nothing and doubles nothing when it is killed again and again', async () => {
  const seed = Number(process.env['KILL_SEED'] ?? randomInt(1_000_000));
  console.info(`kill -9 with KILL_SEED=${seed}`);
  const random = seededRandom(seed);
  const mailServer = new MailServer();
  const smtpUrl = await mailServer.listen();
  const dataDir = await temporaryDataDir();
  const start = () => RunningUsher.start({ dataDir, env: { EMAIL_TRANSPORT: 'smtp', SMTP_URL: smtpUrl } });
  let usher = await start();
  let kills = 0;
  let underWay = 0;
  /** 1 on an idle machine; kills keep their distance to what the machine manages. */
  let slowness = 1;
  /** Something failed, so nothing is begun any more. */
  let over = false;

  /** Repeats a call, as politely as it is asked to, until it has an answer that settles it. */
  async function insist(
    as: (usher: RunningUsher) => UsherClient,
    path: string,
    body: unknown,
    idempotencyKey?: string,
  ): Promise<{ status: number; body: Settled }> {
    const end = Date.now() + EACH_WITHIN_MS;
    let last: unknown;
    while (Date.now() < end && !over) {
      const options = { body, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
      const answer = await as(usher)
        .call<Settled>('POST', path, options)
        .catch((error: unknown) => {
          last = String(error);
          return undefined;
        });
      last = answer ?? last;
      const unsettled = answer === undefined || answer.status >= 500 || answer.status === 429;
      if (!unsettled && answer.body.code !== 'idempotency-in-flight') return answer;
      await sleep(1_000 * Number(answer?.headers.get('retry-after') ?? 0.2));
    }
    throw new Error(`${path} never settled; the last answer was ${JSON.stringify(last)}`);
  }

  /** What the admin sees; undefined while nobody answers. */
  async function look(id: string): Promise<InvitationView | undefined> {
    if (over) throw new Error('Another invitation failed.');
    return usher.admin.invitation(id).catch(() => undefined);
  }

  async function create(n: number): Promise<string> {
    const key = `kill-${seed}-${n}`;
    const fields = { ...guest(), share: await folders };
    const { status, body } = await insist(({ admin }) => admin, '/v1/invitations', fields, key);
    if (status === 201) return body.id ?? '';
    // The first attempt was stored, but its answer died with the process.
    expect(body).toMatchObject({ code: 'invitation-already-open' });
    return body.invitationId ?? '';
  }

  const folders = twoFolders(usher.admin);

  /** Carries one invitation to active, whatever happens on the way. */
  async function carry(n: number): Promise<string> {
    const id = await create(n);
    const token = await eventually(
      `the e-mail of ${id}`,
      () => Promise.resolve(mailServer.tokenOf(id)),
      EACH_WITHIN_MS,
    );
    const answer = await insist(({ stranger }) => stranger, '/v1/public/invitation/accept', {
      token,
      password: PASSWORD,
    });
    expect([200, 202]).toContain(answer.status);
    const pending = await eventually(
      `${id} to be accepted`,
      async () => {
        const seen = await look(id);
        return seen !== undefined && seen.status !== 'sent' && seen.status !== 'created' ? seen : undefined;
      },
      EACH_WITHIN_MS,
    );
    const { contentHash } = pending;
    const approved = await insist(
      ({ approver }) => approver,
      `/v1/invitations/${id}/approve`,
      { contentHash },
      `approve-${id}`,
    );
    if (![200, 202].includes(approved.status)) {
      // The first attempt was taken, but its answer died with the process.
      expect(approved).toMatchObject({ status: 409, body: { code: 'invalid-transition' } });
      expect(['provisioning', 'active', 'pending_approval']).toContain(approved.body.currentStatus);
    }
    await eventually(
      `${id} to become active`,
      async () => {
        const seen = await look(id);
        return seen?.status === 'active' ? seen : undefined;
      },
      EACH_WITHIN_MS,
    );
    return id;
  }

  async function killAgainAndAgain(): Promise<void> {
    while (kills < KILLS && !over) {
      await sleep((300 + random() * 3_000) * slowness);
      const engines = random() < 0.5;
      await usher.kill9Group({ engines });
      kills += 1;
      const startedAt = Date.now();
      usher = await start();
      slowness = Math.max(1, (Date.now() - startedAt) / USUAL_START_MS);
    }
  }

  /** Some begin before each kill, so that every kill hits invitations of every age. */
  async function carryAfterKills(n: number): Promise<string> {
    const after = Math.floor((n * KILLS) / INVITATIONS);
    while (kills < after && !over) await sleep(50);
    await sleep(random() * 1_500);
    while (underWay >= AT_ONCE && !over) await sleep(50);
    underWay += 1;
    return carry(n).finally(() => (underWay -= 1));
  }

  try {
    const carried = Promise.all(Array.from({ length: INVITATIONS }, (_, n) => carryAfterKills(n)));
    carried.catch(() => (over = true));
    await killAgainAndAgain();
    const ids = await carried;
    expect(new Set(ids).size).toBe(INVITATIONS);
    expect(kills).toBe(KILLS);

    const seen = await Promise.all(ids.map(look));
    expect(seen.map((invitation) => invitation?.status ?? 'unknown').filter((s) => s !== 'active')).toEqual(
      [],
    );
    expect(await leftovers(usher.facts.mongodbUri, ids)).toEqual([]);
    // An active invitation still sends its last e-mails, and visibility follows later.
    await lookUntil(
      () => usher.temporal('workflow', 'count', '--query', RUNNING_INVITATIONS),
      (running) => /\b0\b/.test(running),
      EACH_WITHIN_MS,
      (running) => `Invitations still run: ${running}`,
    );
    const often = [...mailServer.counts()].filter(([, count]) => count > 1 + KILLS);
    expect(often).toEqual([]);
    const doubled = [...mailServer.counts()].filter(([, count]) => count > 1);
    console.info(`${mailServer.counts().size} messages, ${doubled.length} of them more than once`);
  } finally {
    await usher.stop();
    await mailServer.close();
    await removeDataDir(dataDir);
  }
});

const RUNNING_INVITATIONS = "WorkflowType = 'invitationWorkflow' AND ExecutionStatus = 'Running'";

async function twoFolders(admin: UsherClient): Promise<{ workspaceId: string; folderIds: string[] }> {
  interface List {
    readonly items: readonly { id: string }[];
  }
  const workspaceId = (await admin.get<List>('/v1/workspaces')).items[0]?.id ?? '';
  const { items } = await admin.get<List>(`/v1/workspaces/${workspaceId}/folders`);
  return { workspaceId, folderIds: items.slice(0, 2).map(({ id }) => id) };
}

/** Everything that is not there exactly once for each invitation, as lines. */
async function leftovers(mongodbUri: string, ids: readonly string[]): Promise<string[]> {
  const connection = await createConnection(mongodbUri).asPromise();
  const lines: string[] = [];
  const expectCount = async (n: number, collection: string, filter: object) => {
    const count = (await connection.collection(collection).find(filter).toArray()).length;
    if (count !== n) lines.push(`${count} ${collection} with ${JSON.stringify(filter)}`);
  };
  try {
    for (const id of ids) {
      await expectCount(1, 'invitations', { _id: id as never });
      await expectCount(1, 'accounts', { createdBy: id });
      await expectCount(1, 'users', { createdBy: id });
      await expectCount(1, 'memberships', { createdBy: id });
      await expectCount(1, 'partnerships', { invitationId: id });
    }
    await expectCount(ids.length, 'invitations', {});
    return lines;
  } finally {
    await connection.close();
  }
}
