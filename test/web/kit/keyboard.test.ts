import type { Page } from 'playwright-core';
import { describeInBrowser } from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';

/** More stops than any page has. */
const MOST_STOPS = 120;

describeInBrowser('somebody with a keyboard only', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    await world.workspaceOf(world.people.admin);
    await world.stores.programs.put(world.people.admin.accountId, 'default', { autoOnboarding: false });
  }, 120_000);
  afterAll(() => world.stopPages());

  /** Tabs to the control of this name, and fails unless the focus can be seen on it. */
  async function tabTo(page: Page, name: string): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      if ((await focused.count()) === 0) continue;
      if ((await nameOf(page)) === name) {
        expect(await page.locator(':focus-visible').count()).toBe(1);
        return;
      }
    }
    throw new Error(`"${name}" cannot be reached with the Tab key.`);
  }

  /** What the focused control is called: its text, or that of its label without what is quiet in it. */
  async function nameOf(page: Page): Promise<string> {
    const focused = page.locator(':focus');
    const id = await focused.getAttribute('id');
    const label = id === null ? undefined : page.locator(`label[for="${id}"]`);
    const text =
      label !== undefined && (await label.count()) > 0
        ? await label.first().innerText()
        : await focused.innerText();
    return text.replace(/\(optional\)|\d+ records?/g, '').trim();
  }

  async function enter(page: Page): Promise<void> {
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  }

  it('invites a partner and approves it', async () => {
    const email = 'keys@partner.example';
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.open(page, '/partner-explorer?tab=invited');
    await page.keyboard.press('Tab');
    expect(await nameOf(page)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Invite Partners');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Create Invitation');
    await enter(page);
    await tabTo(page, 'Contact Email');
    await page.keyboard.type(email);
    await tabTo(page, 'Partner Name');
    await page.keyboard.type('Keyboard Ltd');
    await enter(page);
    expect(await page.locator('[aria-current=step]').innerText()).toBe('Share Records');
    await tabTo(page, 'Certificates');
    await page.keyboard.press('Space');
    await tabTo(page, 'Next');
    await enter(page);
    await tabTo(page, 'Message');
    await page.keyboard.type('Typed without a mouse.');
    // The preview is replaced on every change, and a focus inside it would be lost.
    for (const name of ['Update the preview', 'Open it in a new tab', 'Send']) {
      await page.keyboard.press('Tab');
      expect(await nameOf(page)).toBe(name);
    }
    await enter(page);
    expect(await page.locator('.notice').innerText()).toContain('The invitation has been successfully sent.');

    const token = await world.token(email);
    await world.post('/v1/public/invitation/accept', undefined, {
      token,
      password: 'a long enough password',
    });
    const approver = await world.signedIn(world.people.approver, WITH_SCRIPTS);
    await world.open(approver, '/partner-explorer?tab=pending');
    await world.comes(approver, 'Keyboard Ltd');
    await tabTo(approver, 'Keyboard Ltd');
    await enter(approver);
    await world.comes(approver, 'Review application');
    await tabTo(approver, 'Note');
    await approver.keyboard.type('Fine.');
    await tabTo(approver, 'Approve as corrected');
    await enter(approver);
    await world.comes(approver, 'The partner is active.');
  }, 180_000);
});
