import { get, type IncomingHttpHeaders } from 'node:http';
import { contrast } from '../../../templates/brand';
import { assetLinks, brandKey, pageAssets } from '../../../web/kit/assets';
import { serve } from '../../support/web/small-server';

const { htmxConfig: _, colorScheme: __, ...links } = assetLinks('system');
const brand = `/assets/brand/${brandKey('#FFCC00')}.css`;

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => void (server = await serve(pageAssets())));
afterAll(() => server.stop());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As it goes over the line: `fetch` would unpack it. */
async function load(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server;
  return new Promise((resolve, reject) => {
    get({ port, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });
}

describe('what pages are made of', () => {
  it.each([...Object.entries(links), ['brand', brand]])('%s is kept for good', async (_name, path) => {
    const { status, headers } = await load(path);
    expect({ status, ...headers }).toMatchObject({
      status: 200,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: `W/"${path.split('.').at(-2)}"`,
    });
    const again = await load(path, { 'if-none-match': headers.etag ?? '' });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
    expect((await load(path.replace(/\.[0-9a-f]{12}\./, '.000000000000.'))).status).toBe(404);
  });

  it.each(Object.entries(links).filter(([name]) => name !== 'font'))(
    '%s comes packed',
    async (_name, path) => {
      const packed = await load(path, { 'accept-encoding': 'gzip' });
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(packed.body.length).toBeLessThan((await load(path)).body.length);
    },
  );

  it('weighs less than 100 KB on the first visit', async () => {
    const weigh = async (paths: readonly string[]) => {
      const loaded = await Promise.all(paths.map((path) => load(path, { 'accept-encoding': 'gzip' })));
      return loaded.reduce((sum, { body }) => sum + body.length, 0);
    };
    const { invitee, ...signedIn } = links;
    expect(await weigh(Object.values(signedIn))).toBeLessThan(90_000);
    expect(await weigh([invitee, links.font, links.icon, brand])).toBeLessThan(70_000);
  });

  it('has only fonts that it serves, each for its own letters', async () => {
    const css = (await load(links.css)).body.toString();
    const fonts = [...css.matchAll(/url\('([^']+)'\)/g)].map(([, url]) => url ?? '');
    expect(fonts).toEqual([links.font, expect.stringContaining('latin-ext')]);
    for (const font of fonts) expect((await load(font)).headers['content-type']).toBe('font/woff2');
    expect(css.match(/font-display:\s*swap/g)).toHaveLength(2);
  });

  it('answers the icon that browsers ask for by themselves', async () => {
    const { status, headers } = await load('/favicon.ico');
    expect([status, headers.location]).toEqual([302, links.icon]);
    expect((await load(links.icon)).headers['content-type']).toMatch('image/svg+xml');
  });
});

describe('the colour of a brand', () => {
  it('is a style sheet and nothing else', async () => {
    expect((await load(brand)).body.toString()).toBe(':root { --brand: #ffcc00; --on-brand: #000000; }\n');
    for (const name of ['red;}', 'ffcc00', 'ffcc00.0123456789ab', 'zzzzzz.0123456789ab'])
      expect((await load(`/assets/brand/${name}.css`)).status).toBe(404);
  });

  it.each(['#000000', '#ffffff', '#777777', '#3e63dd', '#ff0000', '#00ff00', '#ffff00'])(
    'can be read on %s',
    async (color) => {
      const css = (await load(`/assets/brand/${brandKey(color)}.css`)).body.toString();
      const [, on = ''] = /--on-brand: (#\w+)/.exec(css) ?? [];
      expect(contrast(color, on)).toBeGreaterThanOrEqual(4.5);
    },
  );
});
