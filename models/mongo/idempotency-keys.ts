import { after, CLEARED_WHEN_EXPIRED, collection, insertOnce, storeOf } from './collection';
import { newIdBody } from '../../domain/ids';
import { randomSecret, sha256 } from '../../domain/security/secrets';

const KEEP_MS = 24 * 60 * 60 * 1000;
/** After this long a request in flight is taken for one whose process died, in milliseconds. */
const TAKE_OVER_MS = 60_000;

interface IdempotencyDoc {
  readonly _id: string;
  readonly scope: string;
  readonly fingerprint: string;
  /** `released`: nobody runs it, and what it has done is not known. */
  readonly state: 'in-flight' | 'done' | 'released';
  /** Who runs the request; a taken-over one cannot overwrite its successor's answer. */
  readonly owner: string;
  /** See {@link IdempotencyHandle}. */
  readonly reservedId: string;
  readonly startedAt: Date;
  /** The answer, sealed; null until there is one. */
  readonly body: string | null;
  readonly expiresAt: Date;
}

/** What an Idempotency-Key belongs to. */
export interface IdempotencyRequest {
  /** Whose key it is; keys of different ones never meet. */
  readonly scope: string;
  /** How many keys of the scope are kept at once; any number without it. */
  readonly most?: number | undefined;
  readonly method: string;
  readonly path: string;
  readonly key: string;
  /** Of the body, with each secret, the newest first: another body under the same key is refused. */
  readonly fingerprints: readonly string[];
}

/** Names one run of one request. */
export interface IdempotencyHandle {
  readonly id: string;
  readonly owner: string;
  /**
   * 26 characters for the ID of what the request makes. Whoever takes the request over gets the same ones and so
   * finds what its predecessor has made before it died or gave up; a key that is used anew gets others.
   */
  readonly reservedId: string;
}

export type IdempotencyBegin =
  | { readonly kind: 'fresh'; readonly handle: IdempotencyHandle }
  /** The answer that was kept, as it was given to {@link IdempotencyKeyStore.complete}. */
  | { readonly kind: 'replay'; readonly body: string }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'tooMany' }
  | { readonly kind: 'inFlight' };

export const idempotencyKeyModel = collection<IdempotencyDoc>(
  'idempotency_keys',
  {
    scope: String,
    fingerprint: String,
    state: String,
    owner: String,
    reservedId: String,
    startedAt: Date,
    body: String,
    expiresAt: Date,
  },
  [
    CLEARED_WHEN_EXPIRED,
    // How many keys somebody has.
    { keys: { scope: 1, expiresAt: 1 } },
  ],
);

/** Requests by key, kept for 24 h. */
export class IdempotencyKeyStore extends storeOf(idempotencyKeyModel) {
  /** Of any number of racing requests one is `fresh`; it must end by `complete`, `release` or `abandon`. */
  async begin(request: IdempotencyRequest): Promise<IdempotencyBegin> {
    const doc = newDoc(request, new Date());
    if (await insertOnce(this.model, doc)) return this.within(request, doc);
    const known = await this.model.findOne({ _id: doc._id }).lean<IdempotencyDoc>();
    if (known === null) return { kind: 'inFlight' };
    const isKept = known.expiresAt > doc.startedAt;
    const isSame = request.fingerprints.includes(known.fingerprint);
    if (isKept && known.state !== 'released') {
      if (!isSame) return { kind: 'mismatch' };
      if (known.state === 'done') return { kind: 'replay', body: known.body ?? '' };
      if (doc.startedAt.getTime() - known.startedAt.getTime() < TAKE_OVER_MS) return { kind: 'inFlight' };
    }
    return this.takeOver(known, isKept && isSame ? { ...doc, reservedId: known.reservedId } : doc);
  }

  /** Keeps the answer; one that comes after a take-over is dropped. */
  async complete({ id, owner }: IdempotencyHandle, body: string): Promise<void> {
    await this.model.updateOne({ _id: id, owner }, { $set: { state: 'done', body } });
  }

  /**
   * Lets the same request be tried again at once, with the same reserved ID: for an end after which nobody knows
   * what was done.
   */
  async release(handle: IdempotencyHandle): Promise<void> {
    await this.model.updateOne({ _id: handle.id, owner: handle.owner }, { $set: { state: 'released' } });
  }

  /** Forgets the request, so that the same key may be tried again: for refusals, which have done nothing. */
  async abandon(handle: IdempotencyHandle): Promise<void> {
    await this.model.deleteOne({ _id: handle.id, owner: handle.owner });
  }

  private async within({ scope, most }: IdempotencyRequest, doc: IdempotencyDoc): Promise<IdempotencyBegin> {
    const handle = handleOf(doc);
    if (most === undefined) return { kind: 'fresh', handle };
    const kept = await this.model.countDocuments({ scope, expiresAt: after(1, doc.startedAt) });
    if (kept <= most) return { kind: 'fresh', handle };
    await this.abandon(handle);
    return { kind: 'tooMany' };
  }

  private async takeOver(known: IdempotencyDoc, successor: IdempotencyDoc): Promise<IdempotencyBegin> {
    const { _id, ...fields } = successor;
    const { owner, state } = known;
    const taken = await this.model.updateOne({ _id, owner, state }, { $set: fields });
    return taken.modifiedCount === 1 ? { kind: 'fresh', handle: handleOf(successor) } : { kind: 'inFlight' };
  }
}

function handleOf({ _id, owner, reservedId }: IdempotencyDoc): IdempotencyHandle {
  return { id: _id, owner, reservedId };
}

function newDoc(request: IdempotencyRequest, now: Date): IdempotencyDoc {
  const { scope, method, path, key } = request;
  return {
    _id: sha256(JSON.stringify([scope, method, path, key])),
    scope,
    fingerprint: request.fingerprints[0] ?? '',
    state: 'in-flight',
    owner: randomSecret(),
    reservedId: newIdBody(),
    startedAt: now,
    body: null,
    expiresAt: new Date(now.getTime() + KEEP_MS),
  };
}
