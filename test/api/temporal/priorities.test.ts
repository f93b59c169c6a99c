import type { Client } from '@temporalio/client';
import type { Priority } from '@temporalio/common';
import { getWebhookEndpointsByIdDeliveries } from '../../../api/webhooks/list-deliveries';
import { bodyOf } from '../../support/api/declared-answers';
import { createReconciler } from '../../../worker/maintenance/reconciler';
import { WebhookDispatcher } from '../../../worker/webhooks/webhook-dispatcher';
import { importWorkflowId, invitationWorkflowId } from '../../../workflows/contract';
import { fileOf, fresh, Importing } from '../../support/api/importing';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const priorityOf = async (workflowId: string): Promise<Priority | undefined> =>
  (await world.client.workflow.getHandle(workflowId).describe()).priority;

/** Of each activity that a run scheduled, as the server has them. */
async function activitiesOf(workflowId: string): Promise<Record<string, number | undefined>> {
  const { events } = await world.client.workflow.getHandle(workflowId).fetchHistory();
  const scheduled = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: attributes }) =>
    attributes ? [[attributes.activityType?.name ?? '', attributes.priority?.priorityKey ?? undefined]] : [],
  );
  return Object.fromEntries(scheduled) as Record<string, number | undefined>;
}

it('has what a person does by hand go before the rows of files and before webhooks', async () => {
  const { admin } = world.people;
  const endpoint = await world.post('/v1/webhook-endpoints', admin, {
    url: 'https://hooks.example/usher',
    events: ['invitation.created'],
  });
  expect(endpoint.status).toBe(201);
  const byHand = await world.invited();
  const imports = new Importing(world, () => admin);
  const done = await imports.run(fileOf([fresh()]));
  const row = (await imports.rows(done.id))[0]?.invitationId ?? '';
  await new WebhookDispatcher(world.stores, world.client).sweep();
  const deliveries = await eventually(
    () => world.get(`/v1/webhook-endpoints/${endpoint.body.id}/deliveries`, admin),
    ({ body }) => body.items.length > 0,
  );
  const [delivery] = bodyOf(getWebhookEndpointsByIdDeliveries, deliveries).items;
  const webhook = `webhook-${endpoint.body.id}-${delivery?.eventId ?? ''}`;

  const [person, bulk, news] = await Promise.all(
    [invitationWorkflowId(byHand.id), invitationWorkflowId(row), webhook].map(priorityOf),
  );
  expect(person).toEqual({ priorityKey: 3, fairnessKey: admin.accountId, fairnessWeight: 0 });
  expect(bulk).toEqual({ priorityKey: 4, fairnessKey: admin.accountId, fairnessWeight: 0 });
  expect(news).toEqual({ priorityKey: 4, fairnessKey: endpoint.body.id, fairnessWeight: 0 });
  expect(await activitiesOf(importWorkflowId(done.id))).toMatchObject({ importRows: 5 });
});

it('has a password that somebody waits for go before everything', async () => {
  const { admin } = world.people;
  await world.post('/v1/password-resets', undefined, { email: admin.email });
  const found = await eventually(
    async () => {
      for await (const run of world.client.workflow.list({ query: `WorkflowType = 'userEmailWorkflow'` })) {
        return run.workflowId;
      }
      return undefined;
    },
    (id) => id !== undefined,
  );
  expect((await priorityOf(found ?? ''))?.priorityKey).toBe(2);
});

it('starts what a crash left unstarted as what it is', async () => {
  const { admin } = world.people;
  const byHand = await world.invited();
  const imports = new Importing(world, () => admin);
  const { id } = await imports.run(fileOf([fresh()]));
  const row = (await imports.rows(id))[0]?.invitationId ?? '';
  await world.stopWorkers();
  const both = { _id: { $in: [byHand.id, row] } };
  const collection = world.connection.db!.collection<{ _id: string }>('invitations');
  await collection.updateMany(both, {
    $set: { seq: 0, status: 'created', createdAt: new Date(Date.now() - 60_000) },
  });
  const levels = new Map<string, number | undefined>();
  const client = {
    workflow: {
      start: (_: string, { workflowId, priority }: { workflowId: string; priority: Priority }) => {
        levels.set(workflowId, priority.priorityKey);
        return Promise.resolve();
      },
      list: async function* () {
        await Promise.resolve();
        yield* [];
      },
    },
  };
  await createReconciler(world.stores.invitations, client as unknown as Client).reconcile();
  await world.startWorkers();
  expect([invitationWorkflowId(byHand.id), invitationWorkflowId(row)].map((one) => levels.get(one))).toEqual([
    3, 4,
  ]);
});
