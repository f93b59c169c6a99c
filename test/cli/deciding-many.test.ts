import { PASSWORD } from '../support/api/support';
import { TestWorld } from '../support/api/world';
import { environmentOf, failureOf, runUsher } from './support';

const world = new TestWorld();
beforeAll(async () => {
  await world.startWorld();
  await world.stores.programs.put(world.people.admin.accountId, 'reviewed', { autoOnboarding: false });
});
afterAll(() => world.stopWorld());

const usher = (args: string[]) =>
  runUsher(args, { ...environmentOf(world), USHER_API_KEY: world.people.approver.key });

async function pending(partnerName: string): Promise<string> {
  const { id, token } = await world.invited({ program: 'reviewed', partnerName });
  await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
  await world.status(id, 'pending_approval');
  return id;
}

it('approves several, with a note for each', async () => {
  const ids = [await pending('One'), await pending('Two')];
  const printed = await usher(['approve', ...ids, '--note', 'Known to us']);
  expect(printed).toMatch(/One +done/);
  for (const id of ids) {
    expect((await world.status(id, 'active')).approvals).toMatchObject([{ note: 'Known to us' }]);
  }
});

it('decides the others when one is refused, and ends with 1', async () => {
  const [first, second] = [await pending('First'), await pending('Second')];
  await usher(['reject', first, '--reason', 'Alone']);
  const failure = await failureOf(usher(['reject', first, second, second, '--reason', 'Not this year']));
  expect(failure).toMatchObject({ exitCode: 1, message: '1 of 2 refused.' });
  expect((failure as { printed: string }).printed).toMatch(/Second +done +rejected/);
  expect((await world.status(second, 'rejected')).reason).toBe('Not this year');
  expect((await world.status(first, 'rejected')).reason).toBe('Alone');
});

it('checks every ID before it asks anybody', async () => {
  const id = await pending('Untouched');
  const failure = await failureOf(usher(['approve', id, 'inv_1']));
  expect(failure).toMatchObject({ code: 'commander.invalidArgument' });
  await world.status(id, 'pending_approval');
});
