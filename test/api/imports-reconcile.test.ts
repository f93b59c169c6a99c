import { reconcileImports } from '../../worker/import-reconciler';
import { importWorkflowId } from '../../workflows/contract';
import { fileOf, fresh, Importing, patiently, viewOf } from './importing';
import { TestWorld } from './world';

const world = new TestWorld();
const imports = new Importing(world, () => world.people.admin);

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Nobody has heard of the import for a minute. */
async function quieten(id: string): Promise<void> {
  const collection = world.connection.db!.collection<{ _id: string }>('invitation_imports');
  await collection.updateOne({ _id: id }, { $set: { updatedAt: new Date(Date.now() - 60_000) } });
}

const reconciled = (id: string) =>
  patiently(
    async () => {
      await reconcileImports(world.stores, world.client);
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
  expect(await reconcileImports(world.stores, world.client)).toBe(0);
  await quieten(id);
  expect(await reconcileImports(world.stores, world.client)).toBe(1);
  expect(await reconciled(id)).toMatchObject({ status: 'completed', created: 2 });
});

it('closes an import whose workflow was ended by hand, with its rows counted', async () => {
  await world.stopWorkers();
  const { id } = viewOf(await imports.upload(fileOf([fresh(), 'nobody'])));
  await quieten(id);
  await reconcileImports(world.stores, world.client);
  expect((await imports.show(id)).status).toBe('running');
  await world.client.workflow.getHandle(importWorkflowId(id)).terminate();
  expect(await reconciled(id)).toMatchObject({ status: 'failed', created: 0, invalid: 1 });
  await world.startWorkers();
});
