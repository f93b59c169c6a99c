import { postInvitations } from '../../../api/invitations/create';
import { getProgramsByKey } from '../../../api/programs/get';
import { bodyOf } from '../../support/api/declared-answers';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

const api = new TestApi();
beforeAll(() => api.start(fakeTemporal()));
afterAll(() => api.stop());

const put = (body: unknown, key: string) =>
  api.call('PUT', `/v1/programs/${key}`, { as: api.people.admin, body });

it('have the defaults of what was no setting yet when they were saved', async () => {
  await put({ name: 'Old' }, 'old');
  const later = { escalateEvery: '', maxEscalations: '', decideWithin: '', whenUndecided: '' };
  await api.connection.db!.collection('programs').updateMany({ key: 'old' }, { $unset: later });
  const defaults = {
    escalateEvery: null,
    maxEscalations: 5,
    decideWithin: null,
    whenUndecided: 'tell_admins',
  };
  expect(bodyOf(getProgramsByKey, await api.get('/v1/programs/old', api.people.admin))).toMatchObject(
    defaults,
  );
  const contactEmail = 'old-program@initech.example';
  const body = { partnerName: 'Old', contactEmail, program: 'old' };
  const made = await api.post('/v1/invitations', api.people.admin, body);
  const stored = await api.stores.invitations.findById(bodyOf(postInvitations, made).id);
  expect(stored?.workflowInput.policy).toMatchObject({ escalateAfter: 'P3D', maxEscalations: 5 });
  expect(stored?.workflowInput.policy).not.toHaveProperty('decideWithin');
});

it('hand what was set to the invitations that are made from then on', async () => {
  await put({ escalateEvery: 'P2D', decideWithin: 'P9D', whenUndecided: 'reject' }, 'urgent');
  const body = { partnerName: 'Now', contactEmail: 'urgent@initech.example', program: 'urgent' };
  const made = await api.post('/v1/invitations', api.people.admin, body);
  const stored = await api.stores.invitations.findById(bodyOf(postInvitations, made).id);
  expect(stored?.workflowInput.policy).toMatchObject({
    ...{ escalateEvery: 'P2D', maxEscalations: 5 },
    ...{ decideWithin: 'P9D', whenUndecided: 'reject' },
  });
});

it('say where approvers have no time left when they would be reminded', async () => {
  const { body } = await put({ escalateAfter: 'P3D', decideWithin: 'P3D' }, 'short');
  expect(body).toMatchObject({
    notes: [
      { pointer: '/escalateAfter', detail: expect.stringContaining('(P3D) ends before P3D') as string },
    ],
  });
  expect((await put({ decideWithin: 'P4D' }, 'short')).body).toMatchObject({ notes: [] });
});
