import type { Client } from '@temporalio/client';
import fc from '../../support/properties';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { InvitationDoc, Stores } from '../../../models';
import { lifecycleOf } from '../../../models/invitations/invitation-lifecycle';
import { eachOnItsOwn } from '../../../worker/each-on-its-own';
import { rebuildBatch } from '../../../worker/maintenance/rebuild';
import { createReconciler } from '../../../worker/maintenance/reconciler';
import {
  INVITATION_STATUSES,
  invitationStatusAttribute,
  nextDeadlineAttribute,
  type InvitationSnapshot,
} from '../../../workflows/contract';
import { nextDeadline, reminderInstants } from '../../../workflows/invitation/deadlines';
import { snapshot } from '../../support/models/samples';

/** Whole seconds, as Temporal keeps them at least. */
const day = (days: number): string =>
  new Date(Math.floor(Date.now() / 1000) * 1000 + days * 86_400_000).toISOString();

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
    resumeCreate: (_account: string, id: string) =>
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

/** An invitation of which the read model has `stored` and Temporal the runs, whose workflow is at `own`. */
async function repairs(
  stored: Partial<InvitationSnapshot>,
  runs: readonly (Partial<InvitationSnapshot> & { readonly run: string })[],
  own: Partial<InvitationSnapshot> | 'silent' = runs.at(-1) ?? {},
): Promise<InvitationSnapshot[]> {
  const state = (changes: Partial<InvitationSnapshot>): InvitationSnapshot => ({
    ...snapshot('inv_1', { seq: 3, status: 'sent' }),
    expiresAt: day(9),
    reminderInstants: [],
    updatedAt: OLD.toISOString(),
    ...changes,
  });
  const infos = runs.map(({ run, ...changes }) => {
    const { status } = state(changes);
    const deadline = nextDeadline(state(changes));
    return {
      workflowId: 'invitation-inv_1',
      status: { name: run },
      typedSearchAttributes: new TypedSearchAttributes([
        { key: invitationStatusAttribute, value: status },
        ...(deadline ? [{ key: nextDeadlineAttribute, value: new Date(deadline.at) }] : []),
      ]),
    };
  });
  const client = {
    workflow: {
      async *list() {
        for (const info of infos) yield await Promise.resolve(info);
      },
      getHandle: () => ({
        query: () => (own === 'silent' ? Promise.reject(new Error('gone')) : Promise.resolve(state(own))),
      }),
    },
  } as unknown as Client;
  const recorded: InvitationSnapshot[] = [];
  const invitations = {
    findUnstarted: () => Promise.resolve([]),
    findMany: (ids: readonly string[]) =>
      Promise.resolve(ids.map((_id) => ({ _id, ...lifecycleOf(state(stored)) }) as InvitationDoc)),
    record: (row: InvitationSnapshot) => Promise.resolve(void recorded.push(row)),
  } as unknown as Stores['invitations'];
  await createReconciler(invitations, client).reconcile();
  return recorded;
}

const KILLED = ['TERMINATED', 'FAILED', 'TIMED_OUT', 'CANCELLED'] as const;

describe('a read model is repaired', () => {
  test.each<[string, Partial<InvitationSnapshot>, Partial<InvitationSnapshot>]>([
    ['has another status', { status: 'created' }, { status: 'sent' }],
    ['has another expiry', { expiresAt: day(3) }, { expiresAt: day(9) }],
    ['has another reminder', {}, { reminderInstants: [day(2)] }],
    [
      'has no time of escalation',
      { status: 'pending_approval' },
      { status: 'pending_approval', escalateAt: day(1) },
    ],
    [
      'does not know by when it has to be decided',
      { status: 'pending_approval' },
      { status: 'pending_approval', decisionDueAt: day(1) },
    ],
    ['missed the end', { status: 'sent' }, { status: 'active' }],
  ])('that %s', async (_, stored, own) => {
    expect(await repairs(stored, [{ run: 'RUNNING', ...own }])).toMatchObject([own]);
    expect(await repairs(stored, [{ run: 'COMPLETED', ...own }])).toMatchObject([own]);
    expect(await repairs(own, [{ run: 'RUNNING', ...own }])).toEqual([]);
  });

  test.each(KILLED)('whose run is over as %s: nobody is invited any more', async (run) => {
    const [row, ...more] = await repairs({ status: 'sent' }, [{ run, status: 'sent' }]);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ status: 'revoked', seq: 4, endedAt: expect.any(String) as string });
    expect(row?.timeline).toMatchObject([{ n: 1, type: 'revoked', actor: { kind: 'operator' } }]);
  });

  test.each(KILLED)('whose run is over as %s after its last word', async (run) => {
    expect(await repairs({ status: 'sent' }, [{ run, status: 'declined' }])).toMatchObject([
      { status: 'declined', seq: 3 },
    ]);
    expect(await repairs({ status: 'revoked' }, [{ run, status: 'sent' }])).toEqual([]);
  });

  test('by the run that goes on, not by those that it continued, in whatever order they are listed', async () => {
    const before = { run: 'CONTINUED_AS_NEW', status: 'created' } as const;
    const now = { run: 'RUNNING', status: 'sent' } as const;
    for (const runs of [
      [before, now],
      [now, before],
    ]) {
      expect(await repairs({ status: 'sent' }, runs, now)).toEqual([]);
      expect(await repairs({ status: 'created' }, runs, now)).toMatchObject([{ status: 'sent' }]);
    }
  });

  test('only when it had the time to be written and somebody knows better', async () => {
    const stored = { status: 'created', updatedAt: new Date().toISOString() } as const;
    expect(await repairs(stored, [{ run: 'RUNNING' }])).toEqual([]);
    expect(await repairs({ status: 'created' }, [{ run: 'RUNNING' }], 'silent')).toEqual([]);
  });
});

/** A snapshot in any state, with reminders planned, asked for or stopped. */
const anySnapshot = fc
  .record<Facts>({
    status: fc.constantFrom(...INVITATION_STATUSES),
    remindersStopped: fc.boolean(),
    sentAt: fc.constantFrom(undefined, -3),
    remindLaterAt: fc.constantFrom(undefined, 1, 4),
    escalateAt: fc.constantFrom(undefined, 2),
    decisionDueAt: fc.constantFrom(undefined, 1, 3),
    offsets: fc.subarray(['P1D', 'P5D', '-P1D']),
  })
  .map(snapshotOf);

/** Instants are in days from now. */
interface Facts {
  readonly status: InvitationSnapshot['status'];
  readonly remindersStopped: boolean;
  readonly sentAt: number | undefined;
  readonly remindLaterAt: number | undefined;
  readonly escalateAt: number | undefined;
  readonly decisionDueAt: number | undefined;
  readonly offsets: string[];
}

function snapshotOf({ status, remindersStopped, offsets, ...inDays }: Facts): InvitationSnapshot {
  const instants = Object.entries(inDays).flatMap(([name, days]) =>
    days === undefined ? [] : [[name, day(days)]],
  );
  const state = {
    ...snapshot('inv_1', { seq: 1, status, remindersStopped }),
    ...(Object.fromEntries(instants) as object),
    updatedAt: OLD.toISOString(),
    expiresAt: day(9),
    remindedUntil: day(-3),
  };
  return { ...state, reminderInstants: reminderInstants(state, offsets) };
}

/** Reminders were stopped, and one was asked for: the planned ones are off, this one is to come. */
const STOPPED_AND_ASKED = snapshotOf({
  status: 'sent',
  remindersStopped: true,
  sentAt: -3,
  remindLaterAt: 1,
  escalateAt: undefined,
  decisionDueAt: undefined,
  offsets: ['P1D', 'P5D'],
});

test('an invitation whose read model is in order is never taken for one that drifted', async () => {
  await fc.assert(
    fc.asyncProperty(anySnapshot, async (state) => {
      const asked: string[] = [];
      const deadline = nextDeadline(state);
      const typedSearchAttributes = new TypedSearchAttributes([
        { key: invitationStatusAttribute, value: state.status },
        ...(deadline ? [{ key: nextDeadlineAttribute, value: new Date(deadline.at) }] : []),
      ]);
      const run = { workflowId: 'invitation-inv_1', status: { name: 'RUNNING' }, typedSearchAttributes };
      const client = {
        workflow: {
          async *list() {
            yield await Promise.resolve(run);
          },
          getHandle: (id: string) => ({ query: () => Promise.resolve(asked.push(id)) }),
        },
      } as unknown as Client;
      const doc = { _id: 'inv_1', ...lifecycleOf(state) } as InvitationDoc;
      const invitations = {
        findUnstarted: () => Promise.resolve([]),
        findMany: () => Promise.resolve([doc]),
        record: () => Promise.resolve(),
      } as unknown as Stores['invitations'];
      expect(await createReconciler(invitations, client).reconcile()).toMatchObject({
        repaired: 0,
        failed: 0,
      });
      expect(asked).toEqual([]);
    }),
    { numRuns: 300, examples: [[STOPPED_AND_ASKED]] },
  );
});
