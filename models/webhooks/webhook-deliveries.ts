import type { WebhookAttempt, WebhookAttemptOutcome, WebhookJob } from '../../domain/ports';
import type { WebhookEventType } from '../../workflows/contract';
import {
  collection,
  findOne,
  insertMissing,
  insertOnce,
  insertOrFind,
  lt,
  lte,
  part,
  storeOf,
} from '../mongo/collection';
import { derivedId, newId } from '../../domain/ids';
import { pageOf, type Page, type PageQuery } from '../mongo/page';

export interface WebhookDeliveryDoc {
  readonly _id: string;
  readonly endpointId: string;
  readonly accountId: string;
  /** `webhook-id`: the same for every delivery of one event. */
  readonly eventId: string;
  readonly type: WebhookEventType;
  /** The bytes that are signed and sent, the same on every attempt. */
  readonly body: string;
  readonly state: WebhookJob['state'];
  /** Why it ended without success. */
  readonly error: string | null;
  readonly attempts: readonly WebhookAttempt[];
  /** Number of the newest attempt; attempts compare and set by it. */
  readonly attemptCount: number;
  readonly nextAttemptAt: Date | null;
  /** The delivery that this one repeats. */
  readonly replayOf: string | null;
  /**
   * From when on anybody may start its workflow: at once, or after the time of whoever makes the first attempt
   * without one. Null where none is needed any more.
   */
  readonly launchAt: Date | null;
  readonly createdAt: Date;
}

/** Real MongoDB forgets deliveries after this; the log is for looking, not for keeping. */
const KEPT_SECONDS = 30 * 24 * 3600;

export const webhookDeliveryModel = collection<WebhookDeliveryDoc>(
  'webhook_deliveries',
  {
    endpointId: String,
    accountId: String,
    eventId: String,
    type: { type: String },
    body: String,
    state: String,
    error: String,
    attempts: [part({ n: Number, at: Date, status: Number, durationMs: Number, error: String })],
    attemptCount: Number,
    nextAttemptAt: Date,
    replayOf: String,
    launchAt: Date,
    createdAt: Date,
  },
  [
    // The delivery log of an endpoint.
    { keys: { endpointId: 1, createdAt: -1, _id: -1 } },
    // Pending ones of an endpoint that is paused.
    { keys: { endpointId: 1, state: 1 } },
    // Those whose workflow is still to be started.
    { keys: { launchAt: 1 } },
    { keys: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
);

/** Deliveries: what is on its way to whom, and every attempt. */
export class WebhookDeliveryStore extends storeOf(webhookDeliveryModel) {
  /**
   * The delivery of one event to one endpoint; the same pair again returns the stored one. To a paused
   * endpoint it is noted as failed at once, so that it can be replayed.
   */
  async open(event: NewDelivery, options: { readonly paused: boolean }): Promise<WebhookDeliveryDoc> {
    return insertOrFind(this.model, newDelivery(event, options));
  }

  /** {@link open} for many at once; answers those that were not there yet. */
  async openAll(
    events: readonly (NewDelivery & { readonly paused: boolean; readonly launchAt: Date })[],
  ): Promise<readonly WebhookDeliveryDoc[]> {
    const docs = events.map(({ paused, launchAt, ...event }) => newDelivery(event, { paused, launchAt }));
    return insertMissing(this.model, docs);
  }

  /** A new delivery of the same event with the same bytes. */
  async replay(original: WebhookDeliveryDoc): Promise<WebhookDeliveryDoc> {
    const { accountId, endpointId, eventId, type, body } = original;
    const doc: WebhookDeliveryDoc = {
      ...BLANK,
      ...{ accountId, endpointId, eventId, type, body },
      _id: newId('whd'),
      state: 'pending',
      replayOf: original._id,
      launchAt: new Date(),
      createdAt: new Date(),
    };
    await insertOnce(this.model, doc);
    return doc;
  }

  async findById(id: string): Promise<WebhookDeliveryDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  /** A delivery of the account's own endpoint. */
  async find(accountId: string, endpointId: string, id: string): Promise<WebhookDeliveryDoc | undefined> {
    return findOne(this.model, { _id: id, endpointId, accountId });
  }

  /**
   * One page of the log of an endpoint.
   *
   * @throws InvalidPageError for a cursor that is none
   */
  async list(
    accountId: string,
    endpointId: string,
    query: PageQuery & { readonly state?: WebhookJob['state'] | undefined },
  ): Promise<Page<WebhookDeliveryDoc>> {
    const { state } = query;
    const conditions = [{ accountId, endpointId, ...(state === undefined ? {} : { state }) }];
    return pageOf(this.model, conditions, { createdAt: 'createdAt' }, query);
  }

  /** Notes one attempt and what follows from it; the same attempt is noted once. */
  async note(id: string, { attempt, state, nextAttemptAt }: WebhookAttemptOutcome): Promise<void> {
    await this.model.updateOne(
      { _id: id, state: 'pending', attemptCount: lt(attempt.n) },
      {
        $push: { attempts: attempt },
        $set: {
          state,
          nextAttemptAt,
          attemptCount: attempt.n,
          error: state === 'failed' ? attempt.error : null,
          ...(state !== 'pending' && { launchAt: null }),
        },
      },
    );
  }

  /** Ends what is on its way to an endpoint that is paused; its workflows find that and end. */
  async stop(endpointId: string): Promise<void> {
    await this.model.updateMany(
      { endpointId, state: 'pending' },
      { $set: { ...PAUSED, nextAttemptAt: null, launchAt: null } },
    );
  }

  /** Ends one that nobody needs any more. */
  async drop(id: string, error: string): Promise<void> {
    const over = { state: 'failed', error, nextAttemptAt: null, launchAt: null } as const;
    await this.model.updateOne({ _id: id, state: 'pending' }, { $set: over });
  }

  async removeOf(endpointId: string): Promise<void> {
    await this.model.deleteMany({ endpointId });
  }

  /** Deliveries whose workflow is to be started by now, oldest first. */
  async toLaunch(limit: number): Promise<WebhookDeliveryDoc[]> {
    return this.model
      .find({ launchAt: lte(new Date()) })
      .sort({ launchAt: 1 })
      .limit(limit)
      .lean<WebhookDeliveryDoc[]>();
  }

  /** The workflow is certainly started. */
  async markLaunched(id: string): Promise<void> {
    await this.model.updateOne({ _id: id }, { $set: { launchAt: null } });
  }
}

/** An event as one endpoint is to hear it. */
export type NewDelivery = Pick<WebhookDeliveryDoc, 'accountId' | 'endpointId' | 'eventId' | 'type' | 'body'>;

const BLANK = {
  error: null,
  attempts: [],
  attemptCount: 0,
  nextAttemptAt: null,
  replayOf: null,
} as const;

const PAUSED = { state: 'failed', error: 'endpoint-paused' } as const;

function newDelivery(
  event: NewDelivery,
  { paused, launchAt = new Date() }: { readonly paused: boolean; readonly launchAt?: Date },
): WebhookDeliveryDoc {
  // One ID for the same event and endpoint, so that it is stored once however often it is found.
  const _id = derivedId('whd', `${event.endpointId} ${event.eventId}`);
  const outcome = paused
    ? { ...PAUSED, launchAt: null }
    : { state: 'pending' as const, error: null, launchAt };
  return { ...BLANK, ...event, _id, ...outcome, createdAt: new Date() };
}
