import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { ReadModelStore, Provisioner, WebhookSender } from '../../domain/ports';
import { startUnlessRunning } from '../../domain/temporal/start-unless-running';
import type { NewDelivery, Stores, WebhookDeliveryDoc, WebhookEndpointDoc } from '../../models';
import { webhookDeliveryStart, webhookEventId } from '../../workflows/contract';
import { eachOnItsOwn } from '../each-on-its-own';
import { FIRST_ATTEMPT_WITHIN_MS, FirstAttempts } from './first-attempts';
import { newsSources, type Message, type News, type NewsSource, type NewsStores } from './news';

/** What the API writes by itself (views, replays) and what a crash left is found this soon. */
const LOOK_EVERY_MS = 2_000;

/** As long as no account has an endpoint. */
const LOOK_FOR_ENDPOINTS_EVERY_MS = 5_000;

/** Writes come in bursts; what came meanwhile is seen by one look. */
const LOOK_AGAIN_AFTER_MS = 100;

/** Where nobody listens, what happened is passed over this often. */
const PASS_OVER_EVERY_MS = 60_000;

/** Entries per step, few enough for one round trip to the database. */
const BATCH = 200;

/** Starts at once; each is one call to Temporal. */
const AT_ONCE = 16;

/** An endpoint hears of nothing that was long over when it was made; clocks differ by less than this. */
const CLOCK_SLACK_MS = 60_000;

/** Entries older than this, found when a timeline is rebuilt, are history and not news. */
const NEWS_FOR_MS = 14 * 24 * 3600 * 1000;

/** A server that does not answer shall not hold up the end of the process. */
const STOP_WITHIN_MS = 5_000;

type DispatchStores = NewsStores & Pick<Stores, 'webhookDeliveries' | 'webhookEndpoints' | 'webhookLog'>;

interface DispatcherOptions {
  /** Makes first attempts; without it each delivery is a workflow from the beginning. */
  readonly sender?: WebhookSender;
  readonly log?: (message: string, meta: object) => void;
}

/** A delivery to be made, and where. */
interface Wanted {
  readonly endpoint: WebhookEndpointDoc;
  readonly event: NewDelivery & { readonly paused: boolean; readonly launchAt: Date };
  readonly isTriedHere: boolean;
}

type Waking = Pick<WebhookDispatcher, 'wake'>;

/** What one sweep did. */
export interface SweepResult {
  readonly events: number;
  readonly launched: number;
}

/**
 * Turns entries of timelines and of partnerships into deliveries. Whoever stores a delivery makes its first attempt;
 * what is not taken then, or not noted in time, becomes a workflow. An entry is marked only after its deliveries are
 * stored, deliveries and workflows have IDs derived from the entry: a crash anywhere loses nothing, and doing it
 * again adds nothing.
 */
export class WebhookDispatcher {
  private busy: Promise<unknown> | undefined;
  private again = false;
  /** Until a look has found that no account has an endpoint. */
  private isHeard = true;
  private passedOverAt = 0;
  private readonly firstAttempts: FirstAttempts | undefined;
  /** First attempts in the background. */
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly sources: readonly NewsSource[];

  constructor(
    private readonly stores: DispatchStores,
    private readonly client: Client,
    private readonly options: DispatcherOptions = {},
  ) {
    this.sources = newsSources(stores);
    this.firstAttempts = options.sender && new FirstAttempts(stores.webhookLog, options.sender);
  }

  /** Something was written: looks soon, in the background, one look at a time, where anybody listens. */
  wake(): void {
    if (this.isHeard) this.look();
  }

  private look(): void {
    this.again = true;
    if (this.stopping.signal.aborted) return;
    this.busy ??= this.sweepWhileAsked().finally(() => (this.busy = undefined));
  }

  /** Looks by itself from time to time until it is stopped. */
  start(): void {
    const { signal } = this.stopping;
    const lookOften = async () => {
      while (!signal.aborted) {
        this.look();
        const everyMs = this.isHeard ? LOOK_EVERY_MS : LOOK_FOR_ENDPOINTS_EVERY_MS;
        await sleep(everyMs, undefined, { signal }).catch(() => undefined);
      }
    };
    void lookOften();
  }

  /** Ends after what is in hand; the next process finds the rest. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const inHand = (this.busy ?? Promise.resolve()).then(() => this.settled());
    await Promise.race([inHand, sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Resolves when no first attempt is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** One look over everything; throws afterwards when something could not be done. */
  async sweep(): Promise<SweepResult> {
    const failures: Error[] = [];
    const events = (await this.anybodyListens()) ? await this.dispatchEvents(failures) : 0;
    const launched = await this.launchAll(failures);
    if (failures[0] !== undefined) throw failures[0];
    return { events, launched };
  }

  private async sweepWhileAsked(): Promise<void> {
    while (this.again && !this.stopping.signal.aborted) {
      this.again = false;
      try {
        await this.sweep();
      } catch (error) {
        // The next look tries again; nothing is marked that was not done.
        this.complain('Webhooks could not be dispatched, trying again', error);
      }
      await sleep(LOOK_AGAIN_AFTER_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private complain(message: string, error: unknown): void {
    this.options.log?.(message, { reason: error instanceof Error ? error.name : 'unknown' });
  }

  /** Where no account has an endpoint, nothing is kept for one that is made later. */
  private async anybodyListens(): Promise<boolean> {
    const asOf = Date.now();
    this.isHeard = await this.stores.webhookEndpoints.exist();
    if (!this.isHeard && asOf - this.passedOverAt > PASS_OVER_EVERY_MS) {
      const over = new Date(asOf - CLOCK_SLACK_MS);
      await Promise.all(this.sources.map((source) => source.passOver(over)));
      this.passedOverAt = asOf;
    }
    return this.isHeard;
  }

  private async dispatchEvents(failures: Error[]): Promise<number> {
    let dispatched = 0;
    for (const source of this.sources) {
      for (let after: string | undefined = ''; after !== undefined;) {
        const { ready, last } = await source.read(after, BATCH);
        dispatched += await this.dispatchBatch(source, ready, failures);
        after = last;
      }
    }
    return dispatched;
  }

  private async dispatchBatch(
    source: NewsSource,
    batch: readonly News[],
    failures: Error[],
  ): Promise<number> {
    if (batch.length === 0) return 0;
    const accountIds = batch.flatMap(({ message }) => (message === undefined ? [] : [message.accountId]));
    const endpoints = await this.stores.webhookEndpoints.ofAccounts([...new Set(accountIds)]);
    const wanted: Wanted[] = [];
    const worked = await eachOnItsOwn(batch, 1, ({ _id, message }) =>
      Promise.resolve(message).then((it) => wanted.push(...this.wantedOf(_id, it, endpoints))),
    );
    const opened = await this.stores.webhookDeliveries.openAll(wanted.map(({ event }) => event));
    await source.markDispatched(worked.done.map(({ _id }) => _id));
    this.tryFirst(opened, wanted);
    failures.push(...worked.failures);
    return worked.done.length;
  }

  private wantedOf(
    entryId: string,
    message: Message | undefined,
    endpoints: readonly WebhookEndpointDoc[],
  ): Wanted[] {
    if (message === undefined) return [];
    const { accountId, type, payload } = message;
    const what = { accountId, type, eventId: webhookEventId(entryId) };
    return endpoints
      .filter((endpoint) => wants(endpoint, message))
      .map((endpoint) => {
        const isTriedHere = this.firstAttempts?.takes(endpoint) ?? false;
        const launchAt = new Date(Date.now() + (isTriedHere ? FIRST_ATTEMPT_WITHIN_MS : 0));
        const event = { ...what, endpointId: endpoint._id, body: JSON.stringify(payload()) };
        return { endpoint, isTriedHere, event: { ...event, paused: endpoint.status === 'paused', launchAt } };
      });
  }

  /** In the background, so that a slow receiver holds up nobody else. */
  private tryFirst(opened: readonly WebhookDeliveryDoc[], wanted: readonly Wanted[]): void {
    const endpoints = new Map(
      wanted.filter((one) => one.isTriedHere).map(({ endpoint }) => [endpoint._id, endpoint]),
    );
    for (const delivery of opened) {
      const endpoint = endpoints.get(delivery.endpointId);
      if (endpoint === undefined || delivery.state !== 'pending') continue;
      const attempt = this.tryOne(delivery, endpoint).finally(() => this.underWay.delete(attempt));
      this.underWay.add(attempt);
    }
  }

  private async tryOne(delivery: WebhookDeliveryDoc, endpoint: WebhookEndpointDoc): Promise<void> {
    try {
      const tried = await this.firstAttempts?.make(delivery, endpoint);
      if (tried?.state === 'pending') await this.launch(tried);
    } catch (error) {
      this.complain('A webhook could not be tried or noted, its workflow is started soon', error);
    }
  }

  /**
   * What is not tried here, replays, and deliveries whose process died before they were noted as taken or their
   * workflow was started.
   */
  private async launchAll(failures: Error[]): Promise<number> {
    for (let launched = 0; ;) {
      const batch = await this.stores.webhookDeliveries.toLaunch(BATCH);
      const worked = await eachOnItsOwn(batch, AT_ONCE, (delivery) => this.launch(delivery));
      failures.push(...worked.failures);
      launched += worked.done.length;
      // What failed comes again with the next batch.
      if (batch.length < BATCH || worked.done.length === 0) return launched;
    }
  }

  private async launch({ _id, endpointId, eventId, ...rest }: WebhookDeliveryDoc): Promise<void> {
    const { accountId, type, replayOf, nextAttemptAt } = rest;
    const input = { deliveryId: _id, endpointId, eventId };
    const about = {
      ...{ accountId, type },
      ...(replayOf !== null && { replay: _id }),
      ...(nextAttemptAt !== null && { waitMs: Math.max(0, nextAttemptAt.getTime() - Date.now()) }),
    };
    const start = webhookDeliveryStart(input, about);
    await startUnlessRunning(this.client.workflow.start('webhookDeliveryWorkflow', start));
    await this.stores.webhookDeliveries.markLaunched(_id);
  }
}

/** The read model with the dispatcher told of every write. */
export function withWebhookWake(readModel: ReadModelStore, dispatcher: Waking): ReadModelStore {
  return {
    record: async (snapshot) => {
      await readModel.record(snapshot);
      dispatcher.wake();
    },
  };
}

/** Provisioning with the dispatcher told of the state that `createAccount` writes on its way. */
export function withProvisionerWake(provisioner: Provisioner, dispatcher: Waking): Provisioner {
  return {
    createAccount: async (input) => {
      try {
        return await provisioner.createAccount(input);
      } finally {
        dispatcher.wake();
      }
    },
    assignDefaultRole: (input) => provisioner.assignDefaultRole(input),
    shareRecords: (input) => provisioner.shareRecords(input),
    removeCreatedAccount: (input) => provisioner.removeCreatedAccount(input),
    withdrawDefaultRole: (input) => provisioner.withdrawDefaultRole(input),
    withdrawSharedRecords: (input) => provisioner.withdrawSharedRecords(input),
  };
}

function wants(endpoint: WebhookEndpointDoc, { accountId, type, at }: Message): boolean {
  return (
    endpoint.accountId === accountId &&
    endpoint.events.includes(type) &&
    at.getTime() >= endpoint.createdAt.getTime() - CLOCK_SLACK_MS &&
    at.getTime() >= Date.now() - NEWS_FOR_MS
  );
}
