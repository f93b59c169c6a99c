import { createHmac } from 'node:crypto';
import { keyIdOf, type KeyRing, keysOf } from '../../domain/security/key-ring';
import type { AuditDoc, Erasable } from './audit-log';

/** The secret that an item was chained with; undefined where it is not there any more. */
export function keyOf({ keyId }: AuditDoc, ring: KeyRing): string | undefined {
  return keyId === undefined ? keysOf(ring).at(-1) : keysOf(ring).find((key) => keyIdOf(key) === keyId);
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
