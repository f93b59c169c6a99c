import type { Page } from 'playwright-core';
import { eventually } from '../../support/api/support';
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

describeInBrowser('the invitee’s pages', () => {
  const world = new PagesWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  const heading = (page: Page) => page.locator('h1').innerText();
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  it('show who invites, without the token in the address or anything to cache', async () => {
    const { token } = await world.invited({ message: 'Hello!\nJoin us.' });
    const page = await world.visitorOf(token);
    expect(page.url()).toBe(`${world.pagesUrl}/invitation`);
    expect(await heading(page)).toBe('Acme invites Initech to work together');
    expect(await page.locator('main').innerText()).toContain('Hello Peter, ada Test would like');
    expect(await page.locator('blockquote').innerText()).toBe('Hello!\nJoin us.');
    expect(await page.content()).not.toContain(token);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/invitation', value: token });
  });

  it('carry an application from the button to a working account, without JavaScript', async () => {
    const invited = await world.invited();
    const page = await world.visitorOf(invited.token);
    expect((await world.get(invited.path, world.people.admin)).body.viewedAt).toBeNull();
    await press(page, SUBMIT);
    expect(page.url()).toBe(`${world.pagesUrl}/invitation/application`);
    expect((await world.get(invited.path, world.people.admin)).body.viewedAt).not.toBeNull();
    expect(await page.getByLabel('Contact Email').inputValue()).toBe(invited.email);
    await page.getByLabel('Partner Name').fill('Initech Ltd');
    await page.getByLabel('Contact Last Name').fill('Gibbons');
    await page.getByLabel('Country').selectOption('DE');
    await page.getByLabel('Password').fill('a long enough password');
    await press(page, SUBMIT);
    await world.status(invited.id, 'active');
    await page.goto(`${world.pagesUrl}/invitation`);
    expect(await heading(page)).toBe('You are all set');
    const user = await world.stores.users.authenticate(invited.email, 'a long enough password');
    expect(user?.lastName).toBe('Gibbons');
  });

  it('keep what was typed and say at each field what is wrong', async () => {
    const { token } = await world.invited();
    const page = await world.visitorOf(token);
    await press(page, SUBMIT);
    await page.getByLabel('Contact Last Name').fill('www.evil.example');
    await page.getByLabel('Phone Number').fill('call me');
    await page.getByLabel('Customer Industry').fill('<b>Software</b>');
    await page.getByLabel('Password').fill('short');
    await press(page, SUBMIT);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Phone Number').inputValue()).toBe('call me');
    expect(await page.getByLabel('Customer Industry').inputValue()).toBe('<b>Software</b>');
    expect(await page.getByLabel('Password').inputValue()).toBe('');
    expect(await page.locator('.error').allInnerTexts()).toEqual([
      'Must not hold a link.',
      'Must be a phone number in international form, such as +4930123456.',
      'Must have at least 10 characters.',
    ]);
    expect(await page.locator('.errors li').count()).toBe(3);
    expect(await page.getByLabel('Phone Number').getAttribute('aria-invalid')).toBe('true');
    await shoot(page, 'application-errors');
  });

  it('ask the program’s own questions and check the answers', async () => {
    const { admin } = world.people;
    await world.stores.programs.put(admin.accountId, 'questions', {
      name: 'Questions',
      autoOnboarding: true,
      customFields: [
        {
          key: 'vat',
          label: 'VAT number',
          type: 'text',
          required: true,
          filledBy: 'invitee',
          help: 'Two letters',
        },
        { key: 'staff', label: 'Employees', type: 'number', required: false, filledBy: 'invitee', max: 10 },
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
        { key: 'secret', label: 'Reviewer only', type: 'text', required: false, filledBy: 'reviewer' },
      ],
      brand: { color: '#ffcc00' },
    });
    const invited = await world.invited({ program: 'questions', contactLastName: 'Gibbons' });
    const page = await world.visitorOf(invited.token);
    await press(page, SUBMIT);
    expect(await page.getByText('Reviewer only').count()).toBe(0);
    await page.getByLabel('VAT number').fill('DE123');
    await page.getByLabel('Employees').fill('11');
    await page.getByLabel('I accept the terms').check();
    await page.getByLabel('Service').check();
    await shoot(page, 'application-questions');
    await press(page, SUBMIT);
    expect(await page.locator('.error').allInnerTexts()).toEqual(['Must be at most 10.']);
    expect(await page.getByLabel('I accept the terms').isChecked()).toBe(true);
    expect(await page.getByLabel('Service').isChecked()).toBe(true);
    await page.getByLabel('Employees').fill('9');
    await press(page, SUBMIT);
    await world.status(invited.id, 'active');
    const stored = await world.stores.invitations.findById(invited.id);
    expect(stored?.customFields).toEqual({ vat: 'DE123', staff: 9, terms: true, areas: ['b'] });
  });

  it('let the invitee decline with a reason', async () => {
    const invited = await world.invited();
    const page = await world.visitor();
    await page.goto(`${world.linkOf(invited.token)}&intent=decline`);
    expect(page.url()).toBe(`${world.pagesUrl}/invitation/decline`);
    await page.getByLabel('Reason').fill('Not this year');
    await shoot(page, 'decline');
    await press(page, 'Decline the invitation');
    expect(await heading(page)).toBe('The invitation is declined');
    expect((await world.status(invited.id, 'declined')).reason).toBe('Not this year');
    const again = await page.goto(`${world.pagesUrl}/invitation`);
    expect(again?.status()).toBe(410);
    expect(await heading(page)).toBe('The invitation is declined');
  });

  it('remind later', async () => {
    const { token, id } = await world.invited();
    const page = await world.visitorOf(token);
    await page.locator('summary').click();
    await page.getByLabel('When?').selectOption('P1D');
    await press(page, 'Remind me');
    expect(await heading(page)).toBe('We will remind you');
    const { items } = (await world.get(`/v1/invitations/${id}/timeline`, world.people.admin)).body;
    expect(items.map(({ type }) => type)).toContain('remind_later');
    await page.getByRole('link', { name: 'Back' }).click();
    expect(await heading(page)).toBe('Acme invites Initech to work together');
  });

  it('say that the answer is kept when no worker is there', async () => {
    const invited = await world.invited({ contactLastName: 'Gibbons' });
    const page = await world.visitorOf(invited.token);
    await press(page, SUBMIT);
    await world.stopWorkers();
    try {
      await press(page, SUBMIT);
      expect(await heading(page)).toBe('We have your answer');
    } finally {
      await world.startWorkers();
    }
    await world.status(invited.id, 'active');
  });

  it('explain a replaced link and send the new one on request', async () => {
    await world.stores.programs.put(world.people.admin.accountId, 'default', { resendCooldown: 'PT0S' });
    const { token, path, email } = await world.invited();
    await world.post(`${path}/resend`, world.people.admin);
    const page = await world.visitorOf(token);
    expect(await heading(page)).toBe('This link was replaced by a newer one');
    await shoot(page, 'replaced');
    await press(page, 'Request a new link');
    expect(await heading(page)).toBe('Your request is on its way');
    const fresh = await world.token(email, 'new-link');
    expect(fresh).not.toBe(token);
  });

  it('explain an expired and a revoked invitation', async () => {
    const short = await world.invited({ expiresIn: 'PT2S' });
    const revoked = await world.invited();
    await world.post(`${revoked.path}/revoke`, world.people.admin);
    await world.status(revoked.id, 'revoked');
    expect(await heading(await world.visitorOf(revoked.token))).toBe('This invitation was withdrawn');
    await world.status(short.id, 'expired');
    const page = await world.visitorOf(short.token);
    expect(await heading(page)).toBe('This invitation has expired');
    await press(page, 'Request a new link');
    expect(await heading(page)).toBe('Your request is on its way');
  });

  it('send somebody who has a user to the sign-in, and take their no', async () => {
    const { other } = world.people;
    const invited = await world.invited({ contactEmail: other.email }, 'share-notification');
    const page = await world.visitorOf(invited.token);
    expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
      `/invitations/${invited.id}`,
    );
    expect(await page.getByRole('button', { name: SUBMIT }).count()).toBe(0);
    await shoot(page, 'sign-in-needed');
    await page.getByRole('link', { name: 'Decline' }).click();
    await press(page, 'Decline the invitation');
    await world.status(invited.id, 'declined');
  });

  it('stop reminders by a button', async () => {
    const { id, email } = await world.invited();
    const page = await world.visitor();
    await page.goto(`${world.pagesUrl}/unsubscribe?token=${world.deps.tokens.unsubscribeToken(id, email)}`);
    expect(page.url()).toBe(`${world.pagesUrl}/unsubscribe`);
    await shoot(page, 'unsubscribe');
    await press(page, 'Stop reminders');
    expect(await heading(page)).toBe('No more reminders');
    const doc = await world.stores.invitations.findById(id);
    expect(await world.stores.suppressions.isSuppressed(doc!.accountId, doc!.emailKey)).toBe(true);
  });

  it.each([
    [
      'de-AT',
      'Acme lädt Initech zur Zusammenarbeit ein',
      'Bewerbung einreichen',
      'Bitte füllen Sie dieses Feld aus.',
    ],
    ['es', 'Acme invita a Initech a colaborar', 'Enviar su solicitud', 'Rellene este campo.'],
  ])('speak %s to who was invited in it', async (locale, title, button, problem) => {
    const { token } = await world.invited({ locale });
    const page = await world.visitorOf(token);
    expect(await heading(page)).toBe(title);
    await press(page, button);
    await page.locator('#f-contact-contactLastName').fill(' ');
    await press(page, button);
    expect(await page.locator('.error').allInnerTexts()).toEqual([problem]);
  });

  it('speak the browser’s language about a link that is not known', async () => {
    const page = await world.visitor({ locale: 'de-DE' });
    const response = await page.goto(world.linkOf('v1.forged'));
    expect(response?.status()).toBe(404);
    expect(await heading(page)).toBe('Dieser Link ist ungültig');
  });

  it('show hostile words as words', async () => {
    const { token } = await world.invited({
      partnerName: '<img src=x onerror=alert(1)>',
      message: '</blockquote><script>alert(1)</script>{{constructor}}',
    });
    const page = await world.visitorOf(token);
    expect(await heading(page)).toBe('Acme invites <img src=x onerror=alert(1)> to work together');
    expect(await page.locator('blockquote').innerText()).toBe(
      '</blockquote><script>alert(1)</script>{{constructor}}',
    );
    expect(await page.locator('script, img').count()).toBe(0);
  });

  describe.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ] as const)('on a %s screen', (size, options) => {
    it.each(['light', 'dark'] as const)('can be used by everybody in %s colours', async (colorScheme) => {
      const { token } = await world.invited({ message: 'Hello!\nJoin us.', contactLastName: 'Gibbons' });
      const open = { ...options, colorScheme, javaScriptEnabled: true };
      const page = await world.visitorOf(token, open);
      const look = async (name: string) => {
        await shoot(page, `${name}-${size}-${colorScheme}`);
        expect({ name, problems: await accessibilityProblems(page) }).toEqual({ name, problems: [] });
        expect({ name, overflow: await overflow(page) }).toEqual({ name, overflow: 0 });
      };
      await page.locator('summary').click();
      await look('landing');
      await page.goto(`${world.pagesUrl}/invitation/decline`);
      await look('decline');
      await page.goto(`${world.pagesUrl}/invitation/application`);
      await look('application');
      await page.getByLabel('Phone Number').fill('x');
      await press(page, SUBMIT);
      await look('application-errors');
      await page.getByLabel('Phone Number').fill('');
      await press(page, SUBMIT);
      await look('done');
      await page.goto(world.linkOf('v1.unknown'));
      await look('unknown');
    });
  });

  it('are the same for any number of looks, by GET and by HEAD', async () => {
    const invited = await world.invited();
    await eventually(
      async () => (await world.get(`${invited.path}/timeline`, world.people.admin)).body.items.length,
      (length) => length >= 2,
    );
    const before = await world.dump();
    const cookie = `usher_invitation=${invited.token}; usher_unsubscribe=${world.deps.tokens.unsubscribeToken(invited.id, invited.email)}`;
    for (const path of [
      `/invitation?token=${invited.token}`,
      '/invitation',
      '/invitation/application',
      '/invitation/decline',
      '/invitation/done?as=accepted',
      '/unsubscribe',
    ]) {
      for (const method of ['GET', 'HEAD', 'GET']) await world.request(method, path, { cookie });
    }
    expect(await world.dump()).toEqual(before);
  });
});
