import { auditIp } from '../../../models';
import { newId } from '../../../domain/ids';
import { useDatabase } from '../../support/models/database';
import { at, snapshot, storedInvitation } from '../../support/models/samples';

const database = useDatabase('origins');
const ADA = { kind: 'user', id: 'usr_ada' } as const;
const INVITEE = { kind: 'invitee', id: 'invitee' } as const;

const origin = (n: number) => ({ ip: `192.0.2.${n}`, requestId: `request-${n}` });

test('tells of each decision about an invitation where its request came from, the newest of its actor', async () => {
  const { auditLog, auditOrigins, invitations } = database.stores;
  const accountId = newId('acc');
  const id = await storedInvitation(database.stores, accountId, 'one@origins.example');
  const other = await storedInvitation(database.stores, accountId, 'other@origins.example');
  await auditOrigins.note(id, ADA, origin(1));
  await auditOrigins.note(id, ADA, origin(2));
  await auditOrigins.note(id, INVITEE, origin(3));
  const created = { n: 1, at: at(1), type: 'created', actor: ADA } as const;
  const timeline = [
    created,
    { n: 2, at: at(2), type: 'sent', actor: { kind: 'system', id: 'usher' } },
    { n: 3, at: at(3), type: 'declined', actor: INVITEE },
  ] as const;
  await invitations.record(snapshot(id, { seq: 3, status: 'declined', timeline }));
  await invitations.record(snapshot(other, { seq: 1, status: 'created', timeline: [created] }));

  const { items } = await auditLog.list({ accountId, sort: 'seq', limit: 10 });
  const found = items.map((item) => [
    item.target.id,
    item.type,
    { ip: auditIp(item), requestId: item.requestId },
  ]);
  const unknown = { ip: null, requestId: null };
  expect(found).toEqual([
    [id, 'created', origin(2)],
    [id, 'sent', unknown],
    [id, 'declined', origin(3)],
    [other, 'created', unknown],
  ]);
});
