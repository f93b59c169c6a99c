import type { Connection, Model } from 'mongoose';
import type { RequestOrigin } from './audit-origins';
import { after, anyOf, collection, findOne, insertOnce, isDuplicateKey, lt, part } from '../mongo/collection';
import { conditions, placeOf, type AuditQuery } from './audit-query';
import { cutPage, directionFrom, type Page } from '../mongo/page';
import { currentKey, keyIdOf, keyOfId, type KeyRing } from '../../domain/security/key-ring';
import {
  type AuditActor,
  type AuditDoc,
  type AuditTarget,
  digest,
  type Erasable,
  hashOf,
  isGenuine,
} from './audit-chain';
import { randomSecret } from '../../domain/security/secrets';

/** What is to be written down. */
export interface AuditEntry {
  /** Names the event; the same one is written once however often it is reported. */
  readonly key: string;
  readonly at: Date;
  readonly type: string;
  readonly actor: AuditActor;
  readonly target: AuditTarget;
  readonly origin?: RequestOrigin | undefined;
  readonly reason?: string | null | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What {@link AuditDoc.details} holds. */
export interface AuditDetails {
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Whether a chain is whole; `brokenAt` is the number of the first item that is missing or not genuine. With `missingKey`
 * it was chained with a secret that is not there, so nobody can tell.
 */
export interface ChainVerdict {
  readonly ok: boolean;
  readonly checked: number;
  readonly brokenAt?: number;
  readonly missingKey?: string | undefined;
}

interface HeadDoc {
  /** The account. */
  readonly _id: string;
  readonly seq: number;
  readonly hash: string;
}

/** Entries that are written together. */
interface Turn {
  readonly entries: AuditEntry[];
  isWaiting: boolean;
  done: Promise<void>;
}

const headOf = ({ accountId, seq, hash }: AuditDoc): HeadDoc => ({ _id: accountId, seq, hash });

const erasable = part({ salt: String, text: String });

export const auditModel = collection<AuditDoc>(
  'audit_log',
  {
    accountId: String,
    seq: Number,
    eventKey: String,
    at: Date,
    type: { type: String },
    actor: part({ kind: String, id: String }),
    target: part({ kind: String, id: String }),
    requestId: String,
    origin: erasable,
    originDigest: String,
    details: erasable,
    detailsDigest: String,
    hash: String,
    previousHash: String,
    keyId: String,
  },
  [
    // One item per event.
    { keys: { eventKey: 1 }, unique: true },
    // Pages in either direction and verification.
    { keys: { accountId: 1, seq: 1 } },
    // Erasure, and all that happened to one thing.
    { keys: { 'target.id': 1, accountId: 1 } },
  ],
);

export const auditHeadModel = collection<HeadDoc>('audit_heads', { seq: Number, hash: String });

/** `previousHash` of the first item of a chain. */
export const CHAIN_START = '0'.repeat(64);

const VERIFY_BATCH = 500;

/**
 * The append-only log of an account: every item carries the keyed hash of the one before, so that whoever can
 * write to the database but lacks the secret can neither change, insert nor take out one unnoticed.
 */
export class AuditLogStore {
  private readonly model: Model<AuditDoc>;
  private readonly heads: Model<HeadDoc>;
  /** The turn of each account that began last or begins next. */
  private readonly turns = new Map<string, Turn>();
  constructor(
    connection: Connection,
    private readonly secret: KeyRing,
  ) {
    this.model = auditModel(connection);
    this.heads = auditHeadModel(connection);
  }

  /** Writes the entries in order, each once. Safe to repeat and to race, from any number of processes. */
  async append(accountId: string, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    // Writers of one process take turns, all who wait share one; between processes the unique `_id` decides.
    const last = this.turns.get(accountId);
    if (last?.isWaiting === true) {
      last.entries.push(...entries);
      return last.done;
    }
    const turn: Turn = { entries: [...entries], isWaiting: true, done: Promise.resolve() };
    this.turns.set(accountId, turn);
    turn.done = this.take(accountId, turn, last?.done);
    return turn.done;
  }

  /**
   * One page, newest first unless asked otherwise.
   *
   * @throws InvalidPageError for a cursor that is none
   */
  async list(query: AuditQuery): Promise<Page<AuditDoc>> {
    const { sort = '-seq', cursor, limit } = query;
    const at = cursor === undefined ? undefined : placeOf(sort, cursor);
    const direction = directionFrom(sort === 'seq' ? 1 : -1, at);
    const onward = at === undefined ? {} : { seq: after(direction, at.value) };
    const rows = await this.model
      .find({ $and: [conditions(query), onward] })
      .sort({ seq: direction })
      .limit(limit + 1)
      .lean<AuditDoc[]>();
    const page = cutPage(rows, { sort, limit, at }, ({ seq, _id }) => ({ value: seq, id: _id }));
    return page ?? this.list({ ...query, cursor: undefined });
  }

  /** Which types and kinds of targets the account's items have, by name. */
  async names(accountId: string): Promise<{ types: string[]; targets: string[] }> {
    const [types, targets] = await Promise.all([
      this.model.distinct('type', { accountId }),
      this.model.distinct('target.kind', { accountId }),
    ]);
    return { types: types.sort(), targets: targets.sort() };
  }

  /** What the account has about these targets, oldest first, for export. */
  async about(accountId: string, targetIds: readonly string[]): Promise<AuditDoc[]> {
    const filter = { accountId, 'target.id': anyOf(targetIds) };
    return this.model.find(filter).sort({ seq: 1 }).lean<AuditDoc[]>();
  }

  /** Recomputes the account's whole chain. */
  async verifyChain(accountId: string): Promise<ChainVerdict> {
    let previousHash = CHAIN_START;
    for (let seq = 0; ;) {
      const batch = await this.model
        .find({ accountId, seq: after(1, seq) })
        .sort({ seq: 1 })
        .limit(VERIFY_BATCH)
        .lean<AuditDoc[]>();
      for (const item of batch) {
        const broken = { ok: false, checked: seq, brokenAt: seq + 1 };
        if (item.seq !== seq + 1) return broken;
        const key = keyOfId(item.keyId, this.secret);
        if (key === undefined) return { ...broken, missingKey: item.keyId };
        if (!isGenuine(item, previousHash, key)) return broken;
        ({ seq, hash: previousHash } = item);
      }
      if (batch.length < VERIFY_BATCH) return this.conclude(accountId, seq);
    }
  }

  /** How many items the secret of each ID has chained, in all accounts; `null` for those older than key IDs. */
  async keys(): Promise<{ readonly keyId: string | null; readonly items: number }[]> {
    const found = await this.model.aggregate<{ _id: string | null; items: number }>([
      { $group: { _id: '$keyId', items: { $sum: 1 } } },
    ]);
    return found.map(({ _id, items }) => ({ keyId: _id, items }));
  }

  /** Forgets what is personal in everything about a target; the chain stays whole. Safe to repeat. */
  async erase(accountId: string, targetId: string): Promise<void> {
    const about = { accountId, 'target.id': targetId };
    await this.model.updateMany(about, { $set: { details: null } });
    await this.model.updateMany({ ...about, 'actor.kind': 'invitee' }, { $set: { origin: null } });
  }

  private async take(accountId: string, turn: Turn, before: Promise<void> | undefined): Promise<void> {
    await before?.catch(() => undefined);
    turn.isWaiting = false;
    try {
      await this.write(accountId, turn.entries);
    } finally {
      if (this.turns.get(accountId) === turn) this.turns.delete(accountId);
    }
  }

  private async write(accountId: string, entries: readonly AuditEntry[]): Promise<void> {
    const known = await findOne(this.heads, { _id: accountId });
    let head = await this.writeAll(accountId, entries, known);
    if (head === undefined) {
      head = known;
      for (const entry of entries) head = await this.writeOne(accountId, entry, head);
    }
    if (head === undefined) return;
    const { _id, ...set } = head;
    await this.heads
      .updateOne({ _id, seq: lt(head.seq) }, { $set: set }, { upsert: true })
      .catch((error: unknown) => {
        // Somebody is further already.
        if (!isDuplicateKey(error)) throw error;
      });
  }

  /** All in one step; undefined where somebody else was faster, or one of them was there before. */
  private async writeAll(
    accountId: string,
    entries: readonly AuditEntry[],
    known: HeadDoc | undefined,
  ): Promise<HeadDoc | undefined> {
    let head = known;
    const docs = entries.map((entry) => {
      const doc = this.linked(accountId, entry, head);
      head = headOf(doc);
      return doc;
    });
    try {
      await this.model.insertMany(docs, { ordered: true, lean: true });
      return head;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** Puts one entry behind the newest item; the head only says where to begin looking for that. */
  private async writeOne(
    accountId: string,
    entry: AuditEntry,
    known: HeadDoc | undefined,
  ): Promise<HeadDoc | undefined> {
    let head = known;
    for (;;) {
      const doc = this.linked(accountId, entry, head);
      try {
        if (await insertOnce(this.model, doc)) return headOf(doc);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        if ((await this.model.exists({ eventKey: doc.eventKey })) !== null) return head;
      }
      const taken = await findOne(this.model, { _id: doc._id });
      if (taken !== undefined) head = headOf(taken);
      if (taken?.eventKey === doc.eventKey) return head;
    }
  }

  private linked(accountId: string, entry: AuditEntry, head: HeadDoc | undefined): AuditDoc {
    const seq = (head?.seq ?? 0) + 1;
    const { at, type, actor, target, reason = null, before = null, after = null } = entry;
    const key = currentKey(this.secret);
    const details = erasableOf({ reason, before, after });
    const origin = erasableOf(entry.origin?.ip ?? null);
    const unsigned = {
      _id: `${accountId}:${seq}`,
      accountId,
      seq,
      eventKey: `${accountId}:${entry.key}`,
      at,
      type,
      actor: { kind: actor.kind, id: actor.id },
      target: { kind: target.kind, id: target.id },
      requestId: entry.origin?.requestId ?? null,
      origin,
      originDigest: digest(origin, key),
      details,
      detailsDigest: digest(details, key),
      previousHash: head?.hash ?? CHAIN_START,
      keyId: keyIdOf(key),
    };
    return { ...unsigned, hash: hashOf(unsigned, key) };
  }

  /** A chain that ends before the newest item that is known to have been written was cut off. */
  private async conclude(accountId: string, checked: number): Promise<ChainVerdict> {
    const head = await findOne(this.heads, { _id: accountId });
    if (head === undefined || head.seq <= checked) return { ok: true, checked };
    // Items may have been written since; then the missing one is there now.
    const next = await this.model.exists({ _id: `${accountId}:${checked + 1}` });
    return next === null ? { ok: false, checked, brokenAt: checked + 1 } : { ok: true, checked };
  }
}

/** Reason, before and after of an item; all null after erasure. */
export function auditDetails({ details }: AuditDoc): AuditDetails {
  if (details === null) return { reason: null, before: null, after: null };
  return JSON.parse(details.text) as AuditDetails;
}

/** The IP address of an item; null where there was none and after erasure. */
export function auditIp({ origin }: AuditDoc): string | null {
  return origin === null ? null : (JSON.parse(origin.text) as string | null);
}

function erasableOf(value: unknown): Erasable {
  return { salt: randomSecret(), text: JSON.stringify(value) };
}
