import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from '../../support/api/support';
import { ROOT } from '../../../scripts/structure/sources';
import {
  accessibilityProblems,
  describeInBrowser,
  NARROW,
  overflow,
  shoot,
  WIDE,
} from '../../support/web/browser';
import { PagesWorld } from '../../support/web/pages-world';

const SUBMIT = 'Submit Your Application';

describeInBrowser('the example of a form of one’s own', () => {
  const world = new PagesWorld();
  let child: ChildProcess;
  let site = '';
  let log = '';

  beforeAll(async () => {
    await world.startPages();
    child = spawn(process.execPath, [path.join(ROOT, 'examples/headless-form/server.mjs')], {
      env: { ...process.env, PORT: '0', USHER_URL: world.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.on('data', (text: Buffer) => (log += text.toString()));
    const listening = () => Promise.resolve(/http:\S+/.exec(log)?.[0] ?? '');
    site = await eventually(listening, (found) => found !== '');
  }, 120_000);
  afterAll(async () => {
    child.kill();
    await world.stopPages();
  });
  afterEach(() => world.closeContexts());

  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  const reads = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();

  /** Follows the link; complains about anything the browser would not load or run. */
  async function open(token: string, options = WIDE): Promise<{ page: Page; complaints: string[] }> {
    const page = await world.visitor({ ...options, javaScriptEnabled: true });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) complaints.push(line.text());
    });
    await page.goto(`${site}/invitation?token=${token}`);
    return { page, complaints };
  }

  it('carries an application to a working account', async () => {
    const { accountId } = world.people.admin;
    await world.stores.programs.put(accountId, 'default', {
      customFields: [
        { key: 'vat', label: 'VAT number', type: 'text', required: true, filledBy: 'invitee' },
        { key: 'staff', label: 'Employees', type: 'number', required: false, filledBy: 'invitee' },
        { key: 'terms', label: 'I accept the terms', type: 'checkbox', required: true, filledBy: 'invitee' },
        {
          key: 'areas',
          label: 'Areas',
          type: 'multi-select',
          required: false,
          filledBy: 'invitee',
          options: [
            { value: 'a', label: 'Sales' },
            { value: 'b', label: 'Service' },
          ],
        },
      ],
    });
    const invited = await world.invited({ contactLastName: 'Gibbons', message: 'Hello!' });
    const { page, complaints } = await open(invited.token);
    await reads(page, 'Acme invites Initech to work together');
    expect(page.url()).toBe(`${site}/invitation`);
    expect(await page.locator('blockquote').innerText()).toBe('Hello!');
    await page.getByLabel('Phone Number').fill('call me');
    await page.getByLabel('Password').fill('short');
    await press(page, SUBMIT);
    const wrong = page.locator('[aria-invalid]');
    await wrong.first().waitFor();
    const pointers = await wrong.evaluateAll((found) => found.map((input) => (input as { id: string }).id));
    expect(pointers).toEqual(expect.arrayContaining(['/contact/phoneNumber', '/password']));
    await page.getByLabel('Phone Number').fill('+49 30 1234567');
    await page.getByLabel('Password').fill('a long enough password');
    await page.getByLabel('VAT number').fill('DE123');
    await page.getByLabel('Employees').fill('9');
    await page.getByLabel('I accept the terms').check();
    await page.getByLabel('Service').check();
    await press(page, SUBMIT);
    await reads(page, 'Thank you');
    await world.status(invited.id, 'active');
    const stored = await world.stores.invitations.findById(invited.id);
    expect(stored?.customFields).toEqual({ vat: 'DE123', staff: 9, terms: true, areas: ['b'] });
    expect(await world.stores.users.authenticate(invited.email, 'a long enough password')).toBeDefined();
    await world.stores.programs.put(accountId, 'default', { customFields: [] });
    expect(complaints).toEqual([]);
    expect(log).not.toContain(invited.token);
  });

  it('declines with a reason', async () => {
    const invited = await world.invited();
    const { page } = await open(invited.token);
    await page.getByLabel('Reason').fill('Not this year');
    await press(page, 'Decline');
    await reads(page, 'You declined');
    expect((await world.status(invited.id, 'declined')).reason).toBe('Not this year');
    await reads((await open(invited.token)).page, 'This invitation is closed');
  });

  it('offers a new link for one that was replaced', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'default', { resendCooldown: 'PT0S' });
    const { token, path: invitation, email } = await world.invited();
    await world.post(`${invitation}/resend`, world.people.admin);
    const { page } = await open(token);
    await reads(page, 'This link was replaced by a newer one');
    await press(page, 'Request a new link');
    await reads(page, 'Your request is on its way');
    expect(await world.token(email, 'new-link')).not.toBe(token);
  });

  it('sends somebody who has a user to the sign-in', async () => {
    const { email } = world.people.other;
    const { token } = await world.invited({ contactEmail: email }, 'share-notification');
    const { page } = await open(token);
    await page.getByText('Please sign in to accept').waitFor();
    expect(await page.getByRole('button', { name: SUBMIT }).count()).toBe(0);
  });

  it('shows hostile words as words, and an unknown link as one', async () => {
    const { token } = await world.invited({ partnerName: '<img src=x onerror=alert(1)>' });
    const { page } = await open(token);
    await reads(page, 'Acme invites <img src=x onerror=alert(1)> to work together');
    expect(await page.locator('img').count()).toBe(0);
    await reads((await open('v1.forged')).page, 'This link is not valid');
  });

  it('hands on four calls and nothing else', async () => {
    for (const [method, pathname] of [
      ['POST', '/v1/invitations'],
      ['POST', '/v1/session'],
      ['GET', '/v1/public/invitation/lookup'],
      ['GET', '/server.mjs'],
      ['GET', '/..%2fserver.mjs'],
      ['GET', '/constructor'],
    ] as const) {
      expect((await fetch(site + pathname, { method })).status).toBe(404);
    }
    const body = 'x'.repeat(65 * 1024);
    const lookup = `${site}/v1/public/invitation/lookup`;
    expect((await fetch(lookup, { method: 'POST', body })).status).toBe(413);
  });

  it.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ] as const)('can be used by everybody on a %s screen', async (size, options) => {
    const { token } = await world.invited({ message: 'Hello!' });
    const { page } = await open(token, { ...options, bypassCSP: true });
    await reads(page, 'Acme invites Initech to work together');
    await shoot(page, `headless-form-${size}`);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
