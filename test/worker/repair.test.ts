import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { InvitationDoc, Stores } from '../../models';
import { eachOnItsOwn } from '../../worker/each-on-its-own';
import { rebuildBatch } from '../../worker/rebuild';
import { createReconciler } from '../../worker/reconciler';
import { invitationStatusAttribute } from '../../workflows/contract';

const OLD = new Date(Date.now() - 3_600_000);
const POISON = 'inv_2';
const IDS = ['inv_1', POISON, 'inv_3'];

/** A store and a Temporal in which every invitation has drifted and one can be neither written nor started. */
function world(unstarted: readonly string[] = []) {
  const written: string[] = [];
  const started: string[] = [];
  const write = ({ invitationId }: { invitationId: string }) => {
    if (invitationId === POISON) return Promise.reject(new Error('CastError'));
    written.push(invitationId);
    return Promise.resolve();
  };
  const doc = (_id: string) =>
    ({
      _id,
      accountId: 'acc_1',
      status: 'created',
      updatedAt: OLD,
      workflowInput: { invitationId: _id },
    }) as InvitationDoc;
  const invitations = {
    findUnstarted: () => Promise.resolve(unstarted.map(doc)),
    takeUp: (_account: string, id: string) =>
      id === POISON ? Promise.reject(new Error('CastError')) : Promise.resolve(doc(id)),
    findMany: (ids: readonly string[]) => Promise.resolve(ids.map(doc)),
    sweep: () => Promise.resolve(IDS.map(doc)),
    record: write,
    rebuild: write,
  } as unknown as Stores['invitations'];
  const client = {
    workflow: {
      start: (_type: string, { args }: { args: [{ invitationId: string }] }) => {
        started.push(args[0].invitationId);
        return Promise.resolve();
      },
      async *list() {
        const attributes = new TypedSearchAttributes([
          { key: defineSearchAttributeKey(invitationStatusAttribute.name, 'KEYWORD'), value: 'sent' },
        ]);
        for (const id of IDS) {
          yield await Promise.resolve({
            workflowId: `invitation-${id}`,
            status: { name: 'RUNNING' },
            typedSearchAttributes: attributes,
          });
        }
      },
      getHandle: (id: string) => ({
        query: () => Promise.resolve({ invitationId: id.slice('invitation-'.length), status: 'sent' }),
      }),
    },
  } as unknown as Client;
  return { invitations, client, written, started };
}

test('one read model that cannot be written keeps no other from being repaired, and is counted', async () => {
  const { invitations, client, written } = world();
  const result = await createReconciler(invitations, client).reconcile();
  expect(result).toEqual({ started: 0, repaired: 2, failed: 1 });
  expect(written).toEqual(['inv_1', 'inv_3']);
});

test('one invitation that cannot be started keeps no other from being started', async () => {
  const { invitations, client, started } = world(IDS);
  const { started: count } = await createReconciler(invitations, client).reconcile();
  expect([count, started.sort()]).toEqual([2, ['inv_1', 'inv_3']]);
});

test('a rebuild passes over what cannot be written and says how many', async () => {
  const { invitations, client } = world();
  expect(await rebuildBatch(invitations, client, '')).toEqual({
    rebuilt: 2,
    gone: 0,
    failed: 1,
    lastId: 'inv_3',
  });
});

test('an outage is not taken for so many odd items', async () => {
  let calls = 0;
  const work = () => {
    calls += 1;
    return Promise.reject(new Error('away'));
  };
  await expect(eachOnItsOwn(Array.from({ length: 500 }), 4, work)).rejects.toThrow('away');
  expect(calls).toBeLessThan(25);
});
