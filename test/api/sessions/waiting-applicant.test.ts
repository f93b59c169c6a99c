import { hashPassword } from '../../../domain/security/passwords';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { outcome } from '../../support/api/refusals';
import { PASSWORD, TestApi } from '../../support/api/support';
import { snapshot, storedInvitation } from '../../support/models/samples';
import type { InvitationStatus } from '../../../workflows/contract';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const WRONG = [401, 'unauthenticated'];

/** Somebody who has handed in an application with a password, which became this. */
async function applicant(status: InvitationStatus, passwordHash: string | null) {
  const email = `${status}.${String(passwordHash).length}@initech.example`;
  const id = await storedInvitation(api.stores, api.people.admin.accountId, email);
  await api.stores.applications.create({ invitationId: id, passwordHash });
  await api.stores.invitations.record(snapshot(id, { seq: 2, status }));
  return email;
}

const signIn = async (email: string, password: string) =>
  outcome(await api.post('/v1/session', undefined, { email, password }));

it('tells an applicant that the application waits, for the right password only', async () => {
  const email = await applicant('pending_approval', await hashPassword(PASSWORD));
  expect(await signIn(email, PASSWORD)).toEqual([403, 'approval-pending']);
  expect(await signIn(email.toUpperCase(), PASSWORD)).toEqual([403, 'approval-pending']);
  for (const password of ['not the right one', '', 'x'.repeat(1_000)]) {
    expect((await signIn(email, password))[1]).not.toBe('approval-pending');
  }
});

it('tells nobody else: without a password, unknown, ended, or with a user of the address', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(await signIn(await applicant('pending_approval', null), PASSWORD)).toEqual(WRONG);
  expect(await signIn('nobody@initech.example', PASSWORD)).toEqual(WRONG);
  expect(await signIn(await applicant('rejected', hash), PASSWORD)).toEqual(WRONG);
  expect(await signIn(await applicant('sent', hash), PASSWORD)).toEqual(WRONG);
});
