import type { Page } from 'playwright-core';
import { describeInBrowser, problemsEverywhere } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

/** A name as long as the longest, with words that break nowhere and one from right to left. */
const LONG = `שלום Weyland ${'Weltraumfrachtgesellschaft'.repeat(4)}`;

describeInBrowser('every page for somebody who has not signed in', () => {
  const world = new SignedInWorld();
  let page: Page;

  beforeAll(async () => {
    await world.startPages();
    await world.stores.programs.put(world.people.admin.accountId, 'default', {
      autoOnboarding: false,
      resendCooldown: 'PT0S',
    });
    page = await world.visitor(WITH_SCRIPTS);
  }, 120_000);
  afterAll(() => world.stopPages());

  const follow = (token: string) => page.goto(world.linkOf(token));
  const goto = (path: string) => page.goto(`${world.pagesUrl}${path}`);
  const press = async (name: string) => {
    await page.getByRole('button', { name }).click();
    await page.waitForLoadState();
  };
  const invited = (changes: Record<string, unknown> = {}) => world.invited({ partnerName: LONG, ...changes });

  const places: Record<string, () => Promise<unknown>> = {
    landing: async () => follow((await invited({ message: LONG })).token),
    'remind-later': async () => {
      await follow((await invited()).token);
      await page.locator('summary').click();
      await press('Remind me');
    },
    applied: async () => {
      await follow((await invited({ contactLastName: 'Gibbons' })).token);
      await press('Submit Your Application');
      await press('Submit Your Application');
    },
    declined: async () => {
      const { id, token } = await invited();
      await world.post('/v1/public/invitation/decline', undefined, { token });
      await world.status(id, 'declined');
      await follow(token);
    },
    revoked: async () => {
      const { path, token } = await invited();
      await world.post(`${path}/revoke`, world.people.admin);
      await follow(token);
    },
    replaced: async () => {
      const { path, token } = await invited();
      await world.post(`${path}/resend`, world.people.admin);
      await follow(token);
    },
    'link-requested': async () => press('Request a new link'),
    expired: async () => {
      const { id, token } = await invited({ expiresIn: 'PT1S' });
      await world.status(id, 'expired');
      await follow(token);
    },
    'existing-user': async () => {
      const { token } = await world.invited(
        { partnerName: LONG, contactEmail: world.people.other.email },
        'share-notification',
      );
      await follow(token);
    },
    unknown: async () => follow('v1.forged'),
    unsubscribe: async () => {
      const { id, email } = await invited();
      await goto(`/unsubscribe?token=${world.deps.tokens.unsubscribeToken(id, email)}`);
    },
    unsubscribed: async () => press('Stop reminders'),
    'sign-in': async () => goto('/sign-in'),
    'sign-in-wrong': async () => {
      await page.getByLabel('E-mail').fill('nobody@nowhere.example');
      await page.getByLabel('Password').fill('wrong wrong wrong');
      await press('Sign in');
    },
    'forgot-password': async () => goto('/forgot-password'),
    'not-found': async () => goto('/nothing/here'),
  };

  it.each(Object.keys(places))('%s can be used by everybody, on every screen', async (name) => {
    await places[name]?.();
    expect(await page.locator('h1').count()).toBe(1);
    expect(await problemsEverywhere(page, `public-${name}`)).toEqual([]);
  });
});
