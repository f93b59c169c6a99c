import { WorkflowNotFoundError } from '@temporalio/client';
import { wireActivities } from '../../../worker/wire-activities';
import { importWorkflowId } from '../../../workflows/contract';
import { fileOf, fresh, Importing, viewOf } from '../../support/api/importing';
import { eventually, PUBLIC_URL, SECRET } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const imports = new Importing(world, () => world.people.admin);

let swept = 0;

/** What the Schedule has a worker do, wired as in the process of a worker. */
function reconcile() {
  const { stores, client, deps } = world;
  const { reconcileInvitations } = wireActivities(
    {
      email: { transport: 'preview', from: { email: 'usher@usher.test' } },
      dataDir: '.',
      secret: SECRET,
      publicUrl: PUBLIC_URL,
      limits: deps.settings,
      provisioning: undefined,
      faults: [],
    },
    {
      ...{ stores, client, dispatcher: { wake: () => void (swept += 1) } },
      webhookSender: { send: () => Promise.reject(new Error('nothing is sent here')) },
    },
  );
  return reconcileInvitations();
}

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Nobody has heard of the import for a minute. */
async function quieten(id: string): Promise<void> {
  const collection = world.connection.db!.collection<{ _id: string }>('invitation_imports');
  await collection.updateOne({ _id: id }, { $set: { updatedAt: new Date(Date.now() - 60_000) } });
}

const hasWorkflow = (id: string) =>
  world.client.workflow
    .getHandle(importWorkflowId(id))
    .describe()
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      },
    );

const reconciled = (id: string) =>
  eventually(
    async () => {
      await reconcile();
      return imports.show(id);
    },
    ({ status }) => status !== 'running',
  );

it('starts an import whose process died between storing and starting it', async () => {
  const gateway = world.deps.temporal.imports as { start: unknown };
  const { start } = gateway;
  gateway.start = () => Promise.resolve();
  const { id } = viewOf(await imports.upload(fileOf([fresh(), fresh()])));
  gateway.start = start;
  await reconcile();
  expect(await hasWorkflow(id)).toBe(false);
  await quieten(id);
  await reconcile();
  expect(await hasWorkflow(id)).toBe(true);
  expect(await reconciled(id)).toMatchObject({ status: 'completed', created: 2 });
});

it('closes an import whose workflow was ended by hand, with its rows counted', async () => {
  await world.stopWorkers();
  const { id } = viewOf(await imports.upload(fileOf([fresh(), 'nobody'])));
  await quieten(id);
  await reconcile();
  expect((await imports.show(id)).status).toBe('running');
  await world.client.workflow.getHandle(importWorkflowId(id)).terminate();
  expect(await reconciled(id)).toMatchObject({ status: 'failed', created: 0, invalid: 1 });
  await world.startWorkers();
});

it('has webhooks looked at as well', async () => {
  const before = swept;
  await reconcile();
  expect(swept).toBe(before + 1);
});

it('tells of imports that it had to pass over', async () => {
  const gateway = world.client.workflow as { start: unknown };
  const { start } = gateway;
  await world.stopWorkers();
  const { id } = viewOf(await imports.upload(fileOf([fresh()])));
  gateway.start = () => Promise.reject(new Error('away'));
  // Invitations of the imports before may wait as well, where the machine is slow.
  const { failed: others = 0 } = await reconcile();
  await quieten(id);
  const { failed } = await reconcile();
  gateway.start = start;
  expect(failed).toBe(others + 1);
  await world.startWorkers();
  expect(await imports.settled(id)).toMatchObject({ status: 'completed' });
});
