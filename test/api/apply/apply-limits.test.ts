import { challengeOf } from '../../../api/apply/challenge';
import { fakeTemporal } from '../../support/api/fake-temporal';
import { TestApi } from '../../support/api/support';

it('takes no more than twenty requests an hour from one address of the network', async () => {
  const strict = new TestApi();
  await strict.start(fakeTemporal(), { publicRequestsPerMinutePerIp: 1_000 });
  try {
    const body = { takesApplications: true, applySlug: 'strict-page' };
    await strict.call('PUT', '/v1/programs/default', { as: strict.people.admin, body });
    const statuses = [];
    for (let n = 0; n < 21; n += 1) {
      const asked = {
        email: `n${n}@new.example`,
        challenge: challengeOf('strict-page', strict.deps.settings, Date.now() - 10_000),
      };
      statuses.push((await strict.post('/v1/public/apply/strict-page', undefined, asked)).status);
    }
    expect(statuses).toEqual([...Array<number>(20).fill(202), 429]);
  } finally {
    await strict.stop();
  }
});
