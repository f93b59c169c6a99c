import { newId } from '../../../domain/ids';
import { workflowInputOf } from '../../../domain/invitations/invite';
import { connectMongo, createStores, type Stores } from '../../../models';
import { testMongoUri } from '../../support/engines';

const ACCOUNT = newId('acc');
let stores: Stores;
let close: () => Promise<void>;

beforeAll(async () => {
  const connection = await connectMongo(testMongoUri('rule_book'));
  stores = createStores(connection, { secret: 'a-secret-of-the-rule-book-tests' });
  close = async () => {
    await connection.dropDatabase();
    await connection.close();
  };
  await stores.programs.put(ACCOUNT, 'ruled', {
    autoOnboarding: false,
    approvalRules: [{ id: 'home', when: { countries: ['DE'] }, then: 'approve' }],
  });
});
afterAll(() => close());

async function invited(country: string): Promise<string> {
  const program = await stores.programs.find(ACCOUNT, 'ruled');
  const invitationId = newId('inv');
  const terms = { invitationId, accountId: ACCOUNT, inviterId: newId('usr'), sharesRecords: false };
  await stores.invitations.create({
    _id: invitationId,
    partnerName: 'Initech',
    contactEmail: `${invitationId}@partner.example`,
    country,
    workflowInput: workflowInputOf(terms, program!),
  });
  return invitationId;
}

test.each([
  ['DE', 'US', 'review'],
  ['US', 'DE', 'approve'],
] as const)('judges what was applied: invited from %s, applied from %s', async (before, applied, outcome) => {
  const invitationId = await invited(before);
  // The workflow has accepted; the read model has not heard of it yet.
  const applicationRef = await stores.applications.create({ invitationId, contact: { country: applied } });
  expect((await stores.approvalPolicy.evaluate({ invitationId, applicationRef })).outcome).toBe(outcome);
});

test('judges by no application of another invitation', async () => {
  const [mine, other] = [await invited('US'), await invited('US')];
  const applicationRef = await stores.applications.create({
    invitationId: other,
    contact: { country: 'DE' },
  });
  const input = { invitationId: mine, applicationRef };
  expect((await stores.approvalPolicy.evaluate(input)).outcome).toBe('review');
});
