import type { Connection, mongo } from 'mongoose';
import { encodeCursor } from '../domain/cursor';
import { newId } from '../domain/ids';
import { workflowInputOf } from '../domain/invitations/invite';
import { PROGRAM_DEFAULTS } from '../domain/programs/program';
import {
  connectMongo,
  createStores,
  INVITATION_SORT_FIELDS,
  newInvitationDoc,
  type InvitationDoc,
  type InvitationQuery,
  type ProgramDoc,
  type Stores,
} from '../models';
import type { InvitationStatus } from '../workflows/contract';
import { percentile, table } from './table';

/** What a question cost: the median time, and what the server looked at where it tells. */
interface Cost {
  readonly medianMs: number;
  readonly looked: { readonly docs: number; readonly keys: number } | undefined;
}

/** A question that somebody in front of a list asks. */
interface Question {
  readonly name: string;
  ask(stores: Stores): Promise<unknown>;
}

const BATCH = 1_000;
const ROUNDS = 15;
const PAGE = 25;
const START_MS = Date.UTC(2026, 0, 1);

/** Most invitations of an old account have ended; every eighth is open, and a few wait for approval. */
const STATUSES: readonly InvitationStatus[] = [
  'active',
  'active',
  'sent',
  'expired',
  'active',
  'declined',
  'active',
  'pending_approval',
];

/** One account with this many invitations in a database of its own, dropped at the end. */
export async function benchLists(uri: string, rows: number): Promise<Map<string, Cost>> {
  const address = new URL(uri);
  address.pathname = `/usher_bench_lists_${rows}_${Date.now().toString(36)}`;
  address.searchParams.set('monitorCommands', 'true');
  const connection = await connectMongo(address.toString());
  try {
    const stores = createStores(connection, { secret: 'a-secret-of-the-list-bench' });
    const accountId = await fill(connection, rows);
    const costs = new Map<string, Cost>();
    for (const question of questionsOf(accountId, rows)) {
      costs.set(question.name, await costOf(connection, stores, question));
    }
    return costs;
  } finally {
    await connection.dropDatabase();
    await connection.close();
  }
}

async function fill(connection: Connection, rows: number): Promise<string> {
  const account = newId('acc');
  const inviterId = newId('usr');
  for (let from = 0; from < rows; from += BATCH) {
    const count = Math.min(BATCH, rows - from);
    const docs = Array.from({ length: count }, (_, n) => docOf(account, inviterId, from + n));
    await connection.collection<InvitationDoc>('invitations').insertMany(docs);
  }
  return account;
}

function docOf(accountId: string, inviterId: string, n: number): InvitationDoc {
  const program = { ...PROGRAM_DEFAULTS, key: 'default', accountId } as ProgramDoc;
  const invitationId = idOf(n);
  const doc = newInvitationDoc({
    _id: invitationId,
    partnerName: `Partner ${(n * 7_919) % 100_003}`,
    contactFirstName: 'Ada',
    contactLastName: `Contact ${n}`,
    contactEmail: `person-${n}@partner-${n % 500}.example`,
    workflowInput: workflowInputOf({ invitationId, accountId, inviterId, sharesRecords: false }, program),
  });
  const status = STATUSES[n % STATUSES.length] ?? 'sent';
  const createdAt = instantOf(n);
  return { ...doc, status, seq: 3, createdAt, updatedAt: createdAt, liveKey: `closed:${doc._id}` };
}

const idOf = (n: number): string => `inv_${String(n).padStart(26, '0')}`;
const instantOf = (n: number): Date => new Date(START_MS + n * 1_000);

function questionsOf(accountId: string, rows: number): Question[] {
  const list = (name: string, query: Omit<InvitationQuery, 'accountId' | 'limit'>): Question => ({
    name,
    ask: ({ invitations }) => invitations.list({ accountId, limit: PAGE, ...query }),
  });
  const deep = Math.floor(rows / 10);
  const cursor = encodeCursor('-createdAt', { value: instantOf(deep).getTime(), id: idOf(deep) });
  return [
    list('sent, first page', { view: 'sent' }),
    list('sent, after nine tenths', { view: 'sent', cursor }),
    list('invited, first page', { view: 'invited' }),
    list('invited, after nine tenths', { view: 'invited', cursor }),
    list('pending, first page', { view: 'pending' }),
    list('received, first page (none)', { view: 'received' }),
    list('one day of dates', { createdAfter: instantOf(0), createdBefore: instantOf(86_400) }),
    ...INVITATION_SORT_FIELDS.map((sort) => list(`sent by ${sort}`, { view: 'sent', sort })),
    list('search, many found', { search: 'contact' }),
    list('search, one found', { search: `person-${rows - 10}@` }),
    list('search, none found', { search: 'nobody at all' }),
    { name: 'counts of all views', ask: ({ invitations }) => invitations.counts(accountId) },
  ];
}

async function costOf(connection: Connection, stores: Stores, question: Question): Promise<Cost> {
  const commands = await commandsOf(connection, () => question.ask(stores));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await question.ask(stores);
    times.push(performance.now() - started);
  }
  return { medianMs: percentile(times, 0.5), looked: await lookedAt(connection, commands) };
}

/** The very commands that the stores send, so that what is explained is what is asked. */
async function commandsOf(connection: Connection, ask: () => Promise<unknown>): Promise<mongo.Document[]> {
  const commands: mongo.Document[] = [];
  const note = ({ command }: mongo.CommandStartedEvent) => {
    if (command['find'] === 'invitations' || command['aggregate'] === 'invitations') commands.push(command);
  };
  const client = connection.getClient();
  client.on('commandStarted', note);
  await ask();
  client.off('commandStarted', note);
  return commands;
}

/** What a real MongoDB examines; undefined where the server explains nothing, as the stand-in. */
async function lookedAt(
  connection: Connection,
  commands: readonly mongo.Document[],
): Promise<Cost['looked']> {
  let [docs, keys] = [0, 0];
  for (const { lsid: _session, $db: _database, $clusterTime: _time, ...explain } of commands) {
    const told = await connection.db
      ?.command({ explain, verbosity: 'executionStats' })
      .catch(() => undefined);
    const stats = statsIn(told);
    if (stats === undefined) return undefined;
    docs += stats.totalDocsExamined;
    keys += stats.totalKeysExamined;
  }
  return { docs, keys };
}

interface Stats {
  readonly totalDocsExamined: number;
  readonly totalKeysExamined: number;
}

/** Of a find at the top, of an aggregation in its first stage. */
function statsIn(told: mongo.Document | undefined): Stats | undefined {
  const stages = told?.['stages'] as readonly mongo.Document[] | undefined;
  const cursor = stages?.[0]?.['$cursor'] as mongo.Document | undefined;
  return (told?.['executionStats'] ?? cursor?.['executionStats']) as Stats | undefined;
}

/** Small and large side by side; what matters is how little the last columns grow. */
export function listTable(small: Map<string, Cost>, large: Map<string, Cost>): string {
  const looked = ({ looked: at }: Cost, what: 'docs' | 'keys') => String(at?.[what] ?? '-');
  const rows = [...large].flatMap(([name, cost]) => {
    const base = small.get(name);
    if (base === undefined) return [];
    const ratio = (cost.medianMs / base.medianMs).toFixed(1);
    const times = [base.medianMs.toFixed(1), cost.medianMs.toFixed(1), ratio];
    return [[name, ...times, looked(base, 'docs'), looked(cost, 'docs'), looked(cost, 'keys')]];
  });
  const head = ['', 'small ms', 'large ms', 'ratio', 'small docs', 'large docs', 'large keys'];
  return table(head, rows);
}
