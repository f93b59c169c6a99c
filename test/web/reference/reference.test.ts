import { endpoints } from '../../../api/endpoints';
import { operationId } from '../../../api/http/reference/openapi';
import { WEBHOOK_EVENTS } from '../../../workflows/contract';
import { describeInBrowser, problemsEverywhere } from '../../support/web/browser';
import { HOSTILE, WITH_SCRIPTS } from '../../support/web/signed-in-world';
import { PagesWorld } from '../../support/web/pages-world';

const BYTES_AT_MOST = 100_000;

describeInBrowser('the API reference', () => {
  const world = new PagesWorld();
  beforeAll(() => world.startPages());
  afterAll(() => world.stopPages());
  const read = (path: string) => world.request('GET', path);
  const hrefsOf = (text: string) =>
    [...text.matchAll(/href="(\/docs\/[^"#]+)/g)].map(([, href = '']) => href);

  it('has a light page of every endpoint, event and schema, and leads to nothing that is not there', async () => {
    const index = await read('/docs');
    const operations = hrefsOf(index.text).filter((href) => href.startsWith('/docs/operations/'));
    const ids = operations.map((href) => href.split('/').at(-1));
    expect(ids).toEqual(expect.arrayContaining(endpoints.map(operationId)));
    expect(new Set(ids).size).toBe(endpoints.length + WEBHOOK_EVENTS.length);

    const seen = new Set<string>();
    const open = [...new Set(hrefsOf(index.text))];
    for (let href = open.pop(); href !== undefined; href = open.pop()) {
      if (seen.has(href)) continue;
      seen.add(href);
      const { status, text } = await read(href);
      expect([href, status]).toEqual([href, 200]);
      expect(text.length).toBeLessThan(BYTES_AT_MOST);
      expect(text).not.toMatch(/undefined|\[object Object\]/);
      open.push(...hrefsOf(text));
    }
    expect([...seen].some((href) => href === '/docs/schemas/Invitation')).toBe(true);
  });

  it('tells how a call is made, by whom, and what comes back', async () => {
    const { text } = await read('/docs/operations/postInvitations');
    for (const said of [
      'invitations:write',
      'An API key, or a session.',
      'Idempotency-Key',
      '/docs/schemas/Invitation',
      '/docs/errors#already-a-partner',
      'contactEmail',
      'at most 254 characters',
      'share.folderIds',
      'mira@nordwind.example',
    ])
      expect(text).toContain(said);
    expect((await read('/docs/operations/getHealthz')).text).toContain('Anybody, without a key.');
    expect((await read('/docs/operations/postAccounts')).text).toContain('The instance key.');
  });

  it('finds by any words of a call, in any order', async () => {
    const found = await read('/docs?q=RESEND+invitations');
    expect(hrefsOf(found.text)).toContain('/docs/operations/postInvitationsByIdResend');
    expect(hrefsOf(found.text)).not.toContain('/docs/operations/getUsers');
  });

  it.each([
    ['markup', HOSTILE],
    ['a long text', 'x'.repeat(5_000)],
    ['a sign', '%'],
    ['half a pattern', '['],
  ])('finds nothing by %s, and says so', async (_, asked) => {
    const { status, text } = await read(`/docs?q=${encodeURIComponent(asked)}`);
    expect(status).toBe(200);
    expect(text).toContain('Nothing is called that');
    expect(text).not.toContain('<img src=x');
    expect(text.length).toBeLessThan(20_000);
  });

  it.each([
    'operations/nothing',
    'schemas/Nothing',
    'schemas/constructor',
    'schemas/__proto__',
    'operations/%00',
  ])('has no page /docs/%s', async (path) => {
    expect((await read(`/docs/${path}`)).status).toBe(404);
  });

  it.each(['/docs', '/docs/operations/postInvitations', '/docs/schemas/Invitation', '/docs/errors'])(
    'is made for everybody, on any screen: %s',
    async (path) => {
      const page = await world.visitor(WITH_SCRIPTS);
      await page.goto(world.pagesUrl + path);
      expect(await problemsEverywhere(page, path.split('/').join('-'))).toEqual([]);
    },
  );
});
