import { startWithPapers, uploadingTo } from '../../support/api/uploading';
import { TestWorld } from '../../support/api/world';
import type { Verdict } from '../../../domain/documents/scanner';
import { FakeScanner } from '../../support/files';

const scanner = new FakeScanner();
const world = new TestWorld();
world.storeOptions = { scanner };
const people = () => world.people;
const { byLink, idByLink, accept, contentOf } = uploadingTo(world);

beforeAll(() => startWithPapers(world));
afterAll(() => world.stopWorld());
afterEach(() => (scanner.verdict = 'clean'));

const CV = { key: 'cv', label: 'CV', type: 'document', filledBy: 'invitee' };

describe('a scanner', () => {
  it('that finds malware has the file refused, and the timeline tells', async () => {
    const { path, token } = await world.invited({ program: 'papers' });
    scanner.verdict = 'infected';
    const refused = await byLink(token);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ code: 'file_infected' }]]);
    const { text } = await world.get(`${path}/timeline`, people().admin);
    expect(text).toContain('document_infected');
  });

  it('that is away keeps the file from whoever decides, and no application from being handed in', async () => {
    const { id, path, token } = await world.invited({ program: 'papers' });
    scanner.verdict = 'unknown';
    const cv = await idByLink(token);
    await accept(token, { cv });
    await world.status(id, 'pending_approval');
    expect((await contentOf(cv, people().approver)).body.code).toBe('document-unchecked');
    const early = await world.post(`${path}/approve`, people().approver);
    expect([early.status, early.body.errors]).toMatchObject([422, [{ code: 'file_unchecked' }]]);
    scanner.verdict = 'clean';
    expect((await contentOf(cv, people().approver)).status).toBe(200);
    await world.post(`${path}/approve`, people().approver);
    await world.status(id, 'active');
  });

  it.each([
    ['Auto-Onboarding', { autoOnboarding: true }],
    [
      'a rule',
      { approvalRules: [{ id: 'known', when: { emailDomains: ['partner.example'] }, then: 'approve' }] },
    ],
  ])('that is away leaves an application with a file to people: %s', async (_by, settings) => {
    const body = { ...settings, customFields: [CV] };
    expect((await world.call('PUT', '/v1/programs/by-itself', { as: people().admin, body })).status).toBe(
      200,
    );
    const answered = async (verdict: Verdict) => {
      const { id, token } = await world.invited({ program: 'by-itself' });
      scanner.verdict = 'unknown';
      const cv = await idByLink(token);
      scanner.verdict = verdict;
      await accept(token, { cv });
      return id;
    };
    await world.status(await answered('unknown'), 'pending_approval');
    await world.status(await answered('infected'), 'pending_approval');
    // Asked again, it has answered by now.
    await world.status(await answered('clean'), 'active');
    const { id, token } = await world.invited({ program: 'by-itself' });
    await accept(token, {});
    await world.status(id, 'active');
  });

  it('that finds malware late keeps the application from being approved', async () => {
    const { id, path, token } = await world.invited({ program: 'papers' });
    scanner.verdict = 'unknown';
    const cv = await idByLink(token);
    await accept(token, { cv });
    await world.status(id, 'pending_approval');
    scanner.verdict = 'infected';
    expect((await contentOf(cv, people().approver)).body.code).toBe('document-infected');
    expect((await contentOf(cv, people().approver)).status).toBe(410);
    const refused = await world.post(`${path}/approve`, people().approver);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ code: 'file_infected' }]]);
    const emptied = { customFields: { cv: null } };
    await world.call('PATCH', path, { as: people().admin, body: emptied });
    expect((await world.post(`${path}/approve`, people().approver)).status).toBeLessThan(300);
  });
});
