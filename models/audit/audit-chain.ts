import { createHmac } from 'node:crypto';

/** Who did it; `operator` is the holder of the instance key or a person at the Temporal CLI. */
export interface AuditActor {
  readonly kind: 'invitee' | 'user' | 'operator' | 'system';
  readonly id: string;
}

/** What it was done to. */
export interface AuditTarget {
  readonly kind: string;
  readonly id: string;
}

/** A text that can be erased: the chain covers its digest, which without the salt tells nothing. */
export interface Erasable {
  readonly salt: string;
  readonly text: string;
}

/** One item of an audit log, as it is kept. */
export interface AuditDoc {
  /** `<accountId>:<seq>`: two writers never make the same link of a chain. */
  readonly _id: string;
  readonly accountId: string;
  /** 1, 2, 3 ... without a gap. */
  readonly seq: number;
  /** `<accountId>:<key>` */
  readonly eventKey: string;
  readonly at: Date;
  readonly type: string;
  readonly actor: AuditActor;
  readonly target: AuditTarget;
  readonly requestId: string | null;
  /** The IP address; null after erasure. */
  readonly origin: Erasable | null;
  readonly originDigest: string;
  /** Reason, before and after; null after erasure. */
  readonly details: Erasable | null;
  readonly detailsDigest: string;
  readonly hash: string;
  readonly previousHash: string;
  /** Names the secret of hash and digests; absent in what is older than key IDs, which the first secret chained. */
  readonly keyId?: string;
}

/** Whether an item is as it was chained with this secret, behind the one before it. */
export function isGenuine(item: AuditDoc, previousHash: string, key: string): boolean {
  return (
    item.previousHash === previousHash &&
    item.hash === hashOf(item, key) &&
    (item.details === null || digest(item.details, key) === item.detailsDigest) &&
    (item.origin === null || digest(item.origin, key) === item.originDigest)
  );
}

/** What the chain holds an item against. */
export function hashOf(item: Omit<AuditDoc, 'hash'>, key: string): string {
  const { accountId, seq, eventKey, at, type, actor, target, requestId } = item;
  const { originDigest, detailsDigest, previousHash } = item;
  const facts = [accountId, seq, eventKey, at.toISOString(), type, requestId];
  const people = [actor.kind, actor.id, target.kind, target.id];
  return keyed(JSON.stringify([...facts, ...people, originDigest, detailsDigest, previousHash]), key);
}

/** What stands for a text in the chain, so that it can be erased. */
export const digest = ({ salt, text }: Erasable, key: string): string => keyed(`${salt}:${text}`, key);

function keyed(text: string, key: string): string {
  return createHmac('sha256', key).update('usher:audit:v1:').update(text).digest('hex');
}
