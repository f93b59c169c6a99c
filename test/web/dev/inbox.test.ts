import { z } from 'zod';
import { createPreviewMailer } from '../../../activities/email/preview-mailer';
import { sampleMail } from '../../support/activities/sample-mail';
import {
  accessibilityProblems,
  describeInBrowser,
  NARROW,
  overflow,
  shoot,
  WIDE,
} from '../../support/web/browser';
import { PagesWorld } from '../../support/web/pages-world';

describeInBrowser('the preview inbox', () => {
  const world = new PagesWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());

  const hostile =
    '<html><head></head><body><script>document.title="owned"</script><form action="/x"></form><p>Hi</p></body></html>';

  it('lists what was sent and shows it, harmlessly', async () => {
    const mailer = createPreviewMailer(world.dataDir);
    await mailer.send(sampleMail);
    await mailer.send({ ...sampleMail, messageId: 'b', subject: '<b>hostile</b>', html: hostile });
    for (const [size, options] of [['wide', WIDE] as const, ['narrow', NARROW] as const]) {
      const page = await world.visitor({ ...options, javaScriptEnabled: true });
      await page.goto(`${world.pagesUrl}/dev/inbox`);
      await shoot(page, `inbox-${size}`);
      expect(await page.locator('.list a').allInnerTexts()).toContain('<b>hostile</b>');
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.getByRole('link', { name: '<b>hostile</b>' }).click();
      expect(await page.frameLocator('iframe').locator('p').innerText()).toBe('Hi');
      expect(await page.title()).toBe('<b>hostile</b> - Preview inbox');
      await page.goto(`${world.pagesUrl}/dev/inbox/${sampleMail.messageId}`);
      await page.frameLocator('iframe').getByText('Go').waitFor();
      await shoot(page, `inbox-message-${size}`);
      expect(await page.locator('.data').innerText()).toContain('List-Unsubscribe');
      expect(await page.locator('pre').innerText()).toContain('Grüße');
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
  });

  it('is there as JSON, newest first', async () => {
    const { text, headers } = await world.request('GET', '/dev/inbox.json');
    const messages = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(text));
    expect(messages.map(({ id }) => id)).toEqual(['b', sampleMail.messageId]);
    expect(Object.keys(messages[0]!)).toEqual(
      expect.arrayContaining([
        'id',
        'to',
        'subject',
        'template',
        'invitationId',
        'locale',
        'html',
        'text',
        'links',
        'createdAt',
      ]),
    );
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('puts the HTML of a message into an origin of its own', async () => {
    const { headers } = await world.request('GET', '/dev/inbox/b/html');
    expect(headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
    expect((await world.request('GET', '/dev/inbox/nothing')).status).toBe(404);
  });
});
