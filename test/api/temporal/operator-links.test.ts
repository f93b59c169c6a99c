import { getInvitationImportsById } from '../../../api/imports/get';
import { getInvitationsById } from '../../../api/invitations/get';
import { getInvitations } from '../../../api/invitations/list';
import { bodyOf } from '../../support/api/declared-answers';
import type { ApiSettings } from '../../../api/deps';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi, type Person } from '../../support/api/support';

const UI = 'http://temporal.test/namespaces/default/workflows/';

const settings: readonly [string, ApiSettings['temporalUiFor'], boolean][] = [
  ['all accounts', 'all', true],
  ['no account', 'none', false],
  ['another account', ['acc_another'], false],
];

describe.each(settings)('the link to the Temporal Web UI, meant for %s', (_, temporalUiFor, isShown) => {
  const api = new TestApi();
  beforeAll(() => api.start(fakeTemporal(), {}, { temporalUiFor }));
  afterAll(() => api.stop());

  it('is shown to operators, and not to everybody who reads an invitation', async () => {
    const { admin, operator, approver, viewer } = api.people;
    const made = await api.post('/v1/invitations', admin, {
      partnerName: 'Nova',
      contactEmail: 'n@nova.example',
    });
    expect(made.status).toBe(201);
    const link = isShown ? `${UI}invitation-${made.body.id}` : null;
    const seen = async (who: Person) => [
      bodyOf(getInvitationsById, await api.get(`/v1/invitations/${made.body.id}`, who)).workflow.url,
      ...bodyOf(getInvitations, await api.get('/v1/invitations?view=sent', who)).items.map(
        ({ workflow }) => workflow.url,
      ),
    ];
    expect(await seen(admin)).toEqual([link, link]);
    expect(await seen(operator)).toEqual([link, link]);
    expect(await seen(viewer)).toEqual([null, null]);
    expect(await seen(approver)).toEqual([null, null]);
  });

  it('is on no import that a mere reader sees', async () => {
    const { admin, viewer } = api.people;
    const rows = [{ partnerName: 'Ivo', contactEmail: 'ivo@ivo.example' }];
    const made = await api.post('/v1/invitation-imports', admin, { rows });
    expect(made.status).toBe(202);
    const seen = async (who: Person) => {
      const answer = await api.get(`/v1/invitation-imports/${made.body.id}`, who);
      return bodyOf(getInvitationImportsById, answer).workflow?.url ?? null;
    };
    expect(await seen(admin)).toBe(isShown ? `${UI}invitation-import-${made.body.id}` : null);
    expect(await seen(viewer)).toBe(null);
  });
});
