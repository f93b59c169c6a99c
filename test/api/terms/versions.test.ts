import {
  getProgramsByKeyTerms,
  getProgramsByKeyTermsAcceptances,
  getProgramsByKeyTermsByVersion,
  putProgramsByKeyTerms,
} from '../../../api/terms';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { termsHash } from '../../../domain/terms/terms';
import { bodyOf } from '../../support/api/declared-answers';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

const ENGLISH = 'Partners keep prices to themselves.\n\nThey pay in 30 days.';
const GERMAN = 'Partner behalten Preise für sich.';

let programs = 0;
/** A program with terms of its own. */
async function withTerms(settings: object = {}) {
  const program = `terms-${(programs += 1)}`;
  await world.call('PUT', `/v1/programs/${program}`, {
    as: people().admin,
    body: { autoOnboarding: true, ...settings },
  });
  await publish(program, { texts: { en: ENGLISH, de: GERMAN }, url: 'https://acme.example/terms' });
  return program;
}

const publish = (program: string, body: object, as = people().admin) =>
  world.call('PUT', `/v1/programs/${program}/terms`, { as, body });
const lookUp = async (token: string) =>
  bodyOf(postPublicInvitationLookup, await world.post('/v1/public/invitation/lookup', undefined, { token }));
const apply = (token: string, body: object = {}) =>
  world.post('/v1/public/invitation/accept', undefined, { token, ...body });
const acceptancesOf = async (program: string, query = '', as = people().admin) =>
  bodyOf(
    getProgramsByKeyTermsAcceptances,
    await world.get(`/v1/programs/${program}/terms-acceptances${query}`, as),
  );

describe('the terms of a program', () => {
  it('are published in versions, each with its words for good', async () => {
    const program = await withTerms();
    const path = `/v1/programs/${program}/terms`;
    const second = await publish(program, { texts: { en: 'Only this.' } });
    expect(second.body).toMatchObject({ version: 2, withdrawn: false, url: null });
    const shown = bodyOf(getProgramsByKeyTerms, await world.get(path, people().viewer));
    expect(shown.current).toMatchObject({ version: 2, texts: { en: 'Only this.' } });
    expect(shown.versions.map(({ version, publishedBy }) => [version, publishedBy.name])).toEqual([
      [2, 'ada Test'],
      [1, 'ada Test'],
    ]);
    const first = bodyOf(getProgramsByKeyTermsByVersion, await world.get(`${path}/1`, people().viewer));
    expect(first).toMatchObject({ texts: { en: ENGLISH, de: GERMAN }, url: 'https://acme.example/terms' });
    const { accountId } = people().admin;
    expect(first.hash).toBe(termsHash({ accountId, program, ...first }));
  });

  it('stay the same version, unaudited, when they are saved unchanged', async () => {
    const program = await withTerms();
    const again = await publish(program, {
      texts: { de: GERMAN, en: ENGLISH },
      url: 'https://acme.example/terms',
    });
    expect([again.status, bodyOf(putProgramsByKeyTerms, again).version]).toEqual([200, 1]);
    const log = await world.get(`/v1/audit-log?type=terms_published&target=${program}`, people().admin);
    expect(log.body.items).toHaveLength(1);
    expect(log.text).toContain('"languages":"en, de"');
  });

  it('are withdrawn, after which nobody is asked', async () => {
    const program = await withTerms();
    const { token } = await world.invited({ program });
    const path = `/v1/programs/${program}/terms`;
    expect((await world.call('DELETE', path, { as: people().admin })).status).toBe(204);
    expect((await world.call('DELETE', path, { as: people().admin })).status).toBe(404);
    expect(bodyOf(getProgramsByKeyTerms, await world.get(path, people().admin)).current).toBeNull();
    expect((await lookUp(token)).terms).toBeNull();
    expect((await apply(token)).status).toBe(200);
    expect((await acceptancesOf(program)).items).toEqual([]);
  });

  it('are those of programs that there are, and no number is none', async () => {
    expect((await publish('no-such', { texts: { en: 'x' } })).status).toBe(404);
    const program = await withTerms();
    for (const version of ['0', '2', '-1', '1e0', '01', '9999999999', 'latest', '1.0']) {
      const answer = await world.get(`/v1/programs/${program}/terms/${version}`, people().admin);
      expect([version, answer.status]).toEqual([version, 404]);
    }
    expect((await publish(program, { texts: { en: 'x' } }, people().viewer)).body.code).toBe('forbidden');
    expect((await publish(program, { texts: { en: 'x' } }, people().other)).status).toBe(404);
  });
});
