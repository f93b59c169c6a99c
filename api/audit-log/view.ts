import { displayName } from '../../domain/accounts/display-name';
import { auditDetails, type AuditDoc, auditIp, type AuditQuery } from '../../models';
import { type ApiDeps, csvOf, present } from '../http';
import { auditItem } from './schema';

/** Rows of one export; who needs more narrows the time. */
const MAX_CSV_ROWS = 20_000;
const CSV_BATCH = 1_000;

/** Items as the API answers them; what was erased is null. */
export async function presentAudit(deps: ApiDeps, docs: readonly AuditDoc[]) {
  const userIds = docs.filter(({ actor }) => actor.kind === 'user').map(({ actor }) => actor.id);
  const users = await deps.stores.users.findMany([...new Set(userIds)]);
  const nameOf = new Map(users.map((user) => [user._id, displayName(user)]));
  return docs.map((doc) => {
    const { actor } = doc;
    const named = { ...actor, name: nameOf.get(actor.id) ?? null };
    return present(auditItem, { ...doc, ...auditDetails(doc), actor: named, ip: auditIp(doc) });
  });
}

/** Everything that the filter finds as CSV, from the newest on. */
export async function auditCsv(deps: ApiDeps, filter: Omit<AuditQuery, 'limit' | 'cursor'>): Promise<string> {
  const rows: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const page = await deps.stores.auditLog.list({ ...filter, limit: CSV_BATCH, cursor });
    const items = await presentAudit(deps, page.items);
    rows.push(...items.map((item) => Object.values(COLUMNS).map((valueIn) => valueIn(item))));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < MAX_CSV_ROWS);
  return csvOf(Object.keys(COLUMNS), rows);
}

type Item = Awaited<ReturnType<typeof presentAudit>>[number];

/** The columns of the CSV file, in their order. */
const COLUMNS: Readonly<Record<string, (item: Item) => unknown>> = {
  seq: ({ seq }) => seq,
  at: ({ at }) => at,
  type: ({ type }) => type,
  actorKind: ({ actor }) => actor.kind,
  actorId: ({ actor }) => actor.id,
  actorName: ({ actor }) => actor.name,
  targetKind: ({ target }) => target.kind,
  targetId: ({ target }) => target.id,
  ip: ({ ip }) => ip,
  requestId: ({ requestId }) => requestId,
  reason: ({ reason }) => reason,
  before: ({ before }) => before,
  after: ({ after }) => after,
  hash: ({ hash }) => hash,
  previousHash: ({ previousHash }) => previousHash,
};
