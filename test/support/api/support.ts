import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Connection } from 'mongoose';
import pino, { type Logger } from 'pino';
import { createApp } from '../../../api/app';
import type { ApiDeps, ApiSettings } from '../../../api/deps';
import { createHttpServer } from '../../../api/http/server';
import { createMetrics } from '../../../api/http/metrics';
import { IssuerAway, type SsoNetwork } from '../../../api/sso/network';
import { createRateLimits, type RateLimitSettings } from '../../../api/http/limits/rate-limits';
import { requireDeclared } from './declared-answers';
import type { TemporalGateway } from '../../../api/temporal/client';
import { hashPassword } from '../../../domain/security/passwords';
import { createTokens } from '../../../domain/security/tokens';
import {
  connectMongo,
  createStores,
  pingMongo,
  type Attempts,
  type StoreOptions,
  type Stores,
} from '../../../models';
import { testMongoUri } from '../engines';
import { lookUntil } from '../look-until';

export const SECRET = 'a-secret-of-the-api-tests';
export const INSTANCE_KEY = 'an-instance-key-of-the-api-tests';
export const PASSWORD = 'correct horse battery';
export const PUBLIC_URL = 'http://usher.test';

/** Identity providers and name servers that tests do not bring themselves are away. */
const NO_NETWORK: SsoNetwork = {
  fetch: () => Promise.reject(new IssuerAway('no network')),
  textsOf: () => Promise.resolve([]),
};

/** Somebody with an API key and a password. */
export interface Person {
  readonly userId: string;
  readonly accountId: string;
  readonly email: string;
  readonly key: string;
}

/** Members of the bodies that tests look at; which of them an answer has depends on the endpoint. */
export interface Body {
  readonly id: string;
  readonly status: string;
  readonly code: string;
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly items: readonly Body[];
  readonly nextCursor: string | null;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
  readonly currentStatus: string;
  readonly invitationId: string;
  readonly expiresAt: string;
  readonly viewedAt: string | null;
  readonly contentHash: string;
  readonly sendCount: number;
  readonly reason: string | null;
  readonly partnerName: string;
  readonly approvals: readonly unknown[];
  readonly allowedActions: readonly string[];
  readonly supersededBy: string | null;
  readonly csrfToken: string;
  readonly parts: Readonly<Record<string, boolean>>;
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security?: readonly object[] }>>>
  >;
  readonly workflow: { readonly id: string; readonly runId: string | null };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface CallOptions {
  readonly as?: Person | undefined;
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API on a free port, with a database of its own and people to call it. */
export class TestApi {
  url = '';
  logger: Logger = pino({ level: process.env['TEST_LOG'] ?? 'silent' });
  uri = '';
  connection!: Connection;
  stores!: Stores;
  deps!: ApiDeps;
  people!: Awaited<ReturnType<typeof seedPeople>>;
  /** Where files are kept and who scans them; takes effect with the start. */
  storeOptions: Partial<StoreOptions> = {};
  /** What was started so far is stopped in the opposite order, however far a start came. */
  private readonly started: (() => Promise<unknown>)[] = [];

  async start(
    temporal: TemporalGateway,
    limits: Partial<RateLimitSettings> = {},
    settings: Partial<ApiSettings> = {},
  ): Promise<void> {
    this.uri = testMongoUri(`api_${randomBytes(4).toString('hex')}`);
    this.connection = await connectMongo(this.uri);
    this.willStop(() => this.connection.dropDatabase().then(() => this.connection.close()));
    this.stores = createStores(this.connection, { secret: SECRET, ...this.storeOptions });
    countAtOneMoment(this.stores, new Date());
    this.people = await seedPeople(this.stores);
    this.deps = {
      stores: this.stores,
      database: { reachable: () => pingMongo(this.connection).then(() => true) },
      temporal,
      tokens: createTokens({ secret: SECRET, publicUrl: PUBLIC_URL }),
      rateLimits: createRateLimits(
        {
          requestsPerMinutePerKey: 0,
          publicRequestsPerMinutePerIp: 0,
          loginAttempts: 0,
          ...limits,
        },
        () => this.stores,
      ),
      ssoNetwork: NO_NETWORK,
      metrics: createMetrics(),
      logger: this.logger,
      settings: {
        publicUrl: PUBLIC_URL,
        trustProxy: false,
        secret: SECRET,
        metricsPort: 0,
        instanceKey: INSTANCE_KEY,
        temporalUiUrl: 'http://temporal.test',
        temporalUiFor: 'all',
        emailTransport: 'preview',
        copyLinks: true,
        sendgridWebhookPublicKey: undefined,
        emailEventsSecrets: [],
        webhookAllowPrivate: false,
        dailyEmailsPerAccount: 0,
        dailyEmailsPerRecipient: 0,
        ...settings,
      },
      isClosing: () => false,
    };
    this.url = await this.listen(createHttpServer(createApp(this.deps)));
  }

  /** Stops what was started; where a start failed, no second error hides why. */
  async stop(): Promise<void> {
    for (const stop of this.started.splice(0).reverse()) await stop();
  }

  protected willStop(stop: () => Promise<unknown>): void {
    this.started.push(stop);
  }

  /** Listens on a free port until the end; answers the address. */
  async listen(server: Server): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.willStop(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async call(method: string, path: string, { as, body, raw, headers }: CallOptions = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(as ? { authorization: `Bearer ${as.key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw === undefined ? {} : { body: raw }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    const answer = {
      status: response.status,
      headers: response.headers,
      text,
      body: (json ? JSON.parse(text) : {}) as Body,
    };
    requireDeclared(method, path, answer);
    return answer;
  }

  get(path: string, as?: Person): Promise<Answer> {
    return this.call('GET', path, { as });
  }

  post(path: string, as: Person | undefined, body: unknown = {}, headers: Record<string, string> = {}) {
    return this.call('POST', path, { as, body, headers });
  }

  /**
   * Every document of every collection, to compare before and after; counters, keys and when somebody last called by a
   * key aside.
   */
  async dump(without = /^system\.|email_counters|idempotency/): Promise<Record<string, unknown[]>> {
    const database = this.connection.db!;
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    const names = collections.map(({ name }) => name).filter((name) => !without.test(name));
    const entries = names.sort().map(async (name) => {
      const documents = await database.collection(name).find().project({ lastUsedAt: 0 }).toArray();
      return [name, documents.sort((a, b) => (String(a['_id']) < String(b['_id']) ? -1 : 1))] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }
}

/** The headers of an answer would push what it says out of the message. */
function told(answer: unknown): string {
  const { status, text } = (answer ?? {}) as Partial<Answer>;
  return text === undefined ? inspect(answer) : `${status} ${text}`;
}

/** Asks again until the answer satisfies; fails with the last one after a minute. */
export function eventually<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  return lookUntil(ask, satisfies, 60_000, (answer) => `never came: ${told(answer).slice(0, 1_000)}`);
}

/** Counters of a day or a quarter of an hour: neither ends in the middle of a test. */
function countAtOneMoment({ attempts, emailCounters }: Stores, at: Date): void {
  for (const name of ['take', 'giveBack', 'forget'] as const) {
    const count = attempts[name].bind(attempts);
    Object.assign(attempts, { [name]: (what: Attempts) => count(what, at.getTime()) });
  }
  const take = emailCounters.take.bind(emailCounters);
  const takeOverall = emailCounters.takeOverall.bind(emailCounters);
  const refund = emailCounters.refund.bind(emailCounters);
  const refundOverall = emailCounters.refundOverall.bind(emailCounters);
  Object.assign(emailCounters, {
    take: (...[who, limits]: Parameters<typeof take>) => take(who, limits, at),
    takeOverall: (...[key, limits]: Parameters<typeof takeOverall>) => takeOverall(key, limits, at),
    refund: (...[who]: Parameters<typeof refund>) => refund(who, at),
    refundOverall: (...[key]: Parameters<typeof refundOverall>) => refundOverall(key, at),
  });
}

/** Two vendors and their people. */
async function seedPeople(stores: Stores) {
  const acme = (await stores.accounts.create({ name: 'Acme' }))._id;
  const globex = (await stores.accounts.create({ name: 'Globex' }))._id;
  await stores.roles.put(acme, {
    key: 'junior',
    name: 'Junior',
    rank: 30,
    scopes: ['invitations:write', 'invitations:read'],
  });
  for (const account of [acme, globex])
    await stores.programs.put(account, 'default', { autoOnboarding: true });
  const passwordHash = await hashPassword(PASSWORD);
  const person = async (accountId: string, roleKey: string, name: string): Promise<Person> => {
    const email = `${name}@${accountId === acme ? 'acme' : 'globex'}.example`;
    const made = await stores.users.create({ email, firstName: name, lastName: 'Test', passwordHash });
    const userId = made.ok ? made.user._id : made.holder._id;
    await stores.memberships.add({ accountId, userId, roleKey });
    const { key } = await stores.apiKeys.create({ accountId, userId, name: 'Test' });
    return { userId, accountId, email, key };
  };
  return {
    admin: await person(acme, 'account_admin', 'ada'),
    approver: await person(acme, 'approver', 'abel'),
    second: await person(acme, 'approver', 'bea'),
    operator: await person(acme, 'operator', 'olga'),
    viewer: await person(acme, 'viewer', 'vera'),
    junior: await person(acme, 'junior', 'june'),
    other: await person(globex, 'account_admin', 'gus'),
  };
}
