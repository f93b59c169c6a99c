import type { AuditDoc, AuditQuery } from '../../models';
import { auditDetails, auditIp, displayName } from '../../models';
import { type ApiDeps, csvOf } from '../http';

/** Rows of one export; who needs more narrows the time. */
const MAX_CSV_ROWS = 20_000;
const CSV_BATCH = 1_000;

/** Items as the API answers them; what was erased is null. */
export async function presentAudit(deps: ApiDeps, docs: readonly AuditDoc[]) {
  const userIds = docs.filter(({ actor }) => actor.kind === 'user').map(({ actor }) => actor.id);
  const users = await deps.stores.users.findMany([...new Set(userIds)]);
  const nameOf = new Map(users.map((user) => [user._id, displayName(user)]));
  return docs.map((doc) => {
    const { seq, at, type, actor, target, requestId, hash, previousHash } = doc;
    return {
      seq,
      at: at.toISOString(),
      type,
      actor: { ...actor, name: nameOf.get(actor.id) ?? null },
      target: { ...target },
      ip: auditIp(doc),
      requestId,
      ...auditDetails(doc),
      hash,
      previousHash,
    };
  });
}

/** Everything that the filter finds as CSV, from the newest on. */
export async function auditCsv(deps: ApiDeps, filter: Omit<AuditQuery, 'limit' | 'cursor'>): Promise<string> {
  const rows: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.stores.auditLog.list({ ...filter, limit: CSV_BATCH, cursor });
    rows.push(...(await presentAudit(deps, page.items)).map(rowOf));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < MAX_CSV_ROWS);
  return csvOf(HEADER, rows);
}

const HEADER = [
  'seq',
  'at',
  'type',
  'actorKind',
  'actorId',
  'actorName',
  'targetKind',
  'targetId',
  'ip',
  'requestId',
  'reason',
  'before',
  'after',
  'hash',
  'previousHash',
];

type Item = Awaited<ReturnType<typeof presentAudit>>[number];

function rowOf({ actor, target, ...item }: Item): unknown[] {
  return [
    item.seq,
    item.at,
    item.type,
    actor.kind,
    actor.id,
    actor.name,
    target.kind,
    target.id,
    item.ip,
    item.requestId,
    item.reason,
    item.before,
    item.after,
    item.hash,
    item.previousHash,
  ];
}
