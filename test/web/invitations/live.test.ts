import type { Locator, Page } from 'playwright-core';
import {
  accessibilityProblems,
  describeInBrowser,
  NARROW,
  overflow,
  shoot,
  WIDE,
} from '../../support/web/browser';
import { SignedInWorld, WITH_SCRIPTS } from '../../support/web/signed-in-world';
import { PASSWORD } from '../../support/api/support';

const NEW_PASSWORD = 'a long enough password';

describeInBrowser('what is shown changes by itself', () => {
  const world = new SignedInWorld();
  beforeAll(async () => {
    await world.startPages();
    const { admin } = world.people;
    await world.call('PUT', '/v1/programs/reviewed', { as: admin, body: { autoOnboarding: false } });
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  async function pending(partnerName: string) {
    const invited = await world.invited({ program: 'reviewed', partnerName, country: 'DE' });
    await world.post('/v1/public/invitation/accept', undefined, {
      token: invited.token,
      contact: { contactLastName: 'Gibbons', industry: 'Tyres' },
    });
    await world.status(invited.id, 'pending_approval');
    return invited;
  }

  it('a list says what is new, and shows it without losing the search', async () => {
    const page = await world.signedIn(world.people.admin, WITH_SCRIPTS);
    await world.invited({ partnerName: 'Live Alpha' });
    await world.open(page, '/partner-explorer?tab=sent&search=live');
    expect(await page.locator('.range').innerText()).toBe('1–1 of 1');
    await world.invited({ partnerName: 'Live Beta' });
    const news = page.locator('.news a');
    await news.waitFor();
    expect(await news.innerText()).toMatch(/^[12] new or changed, show$/);
    await shoot(page, 'list-news');
    await news.click();
    await page.getByText('Live Beta').waitFor();
    expect(await page.getByLabel('Search', { exact: true }).inputValue()).toBe('live');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it('nothing is asked while the page is hidden or nothing of it would change', async () => {
    const page = await world.signedIn(world.people.viewer, WITH_SCRIPTS);
    const { id } = await world.invited({});
    await world.open(page, `/invitations/${id}`);
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().includes('seen=')) answers.push(response.status());
    });
    await page.waitForResponse((response) => response.url().includes('seen=') && response.status() === 204);
    await page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })");
    const before = answers.length;
    await page.waitForTimeout(12_000);
    expect(answers.length - before).toBeLessThanOrEqual(1);
  });

  it('an invitation moves on before its reader, who goes on writing', async () => {
    const { id } = await pending('Initech');
    const page = await world.signedIn(world.people.second, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}`);
    await page.locator('summary', { hasText: 'Comment' }).click();
    await page.getByLabel('Comment', { exact: true }).fill('Half a thought');
    await world.call('POST', `/v1/invitations/${id}/approve`, { as: world.people.approver, body: {} });
    await page.getByText('The partner is active.').waitFor();
    expect(await page.locator('.timeline').innerText()).toContain('Approved');
    expect(await page.getByLabel('Comment', { exact: true }).inputValue()).toBe('Half a thought');
    expect(await page.getByRole('link', { name: 'Review application' }).count()).toBe(0);
  });

  it('the review shows what differs from the invitation, with every decision beside the other', async () => {
    const { id } = await pending('Hooli');
    const page = await world.signedIn(world.people.approver, WITH_SCRIPTS);
    await world.open(page, `/invitations/${id}/review`);
    const differing = page.locator('tr.differs');
    expect(await differing.allInnerTexts()).toEqual([
      expect.stringMatching(/Contact Name\s+Peter\s+Peter Gibbons/),
      expect.stringMatching(/Customer Industry\s+-\s+Tyres/),
    ]);
    const buttons = await page.locator('.actions > button, .actions > details > summary').allInnerTexts();
    expect(buttons).toEqual(['Approve', 'Ask for more', 'Reject']);
    expect(await accessibilityProblems(page)).toEqual([]);
    await shoot(page, 'review-compared');
    const phone = await world.signedIn(world.people.approver, NARROW);
    for (const path of [`/invitations/${id}/review`, `/invitations/${id}`, '/partner-explorer?tab=pending']) {
      await world.open(phone, path);
      expect({ path, over: await overflow(phone) }).toEqual({ path, over: 0 });
      await shoot(phone, `phone${path.replaceAll(/\W+/g, '-')}`);
    }
    await page.locator('summary', { hasText: 'Ask for more' }).click();
    await shoot(page, 'review-ask');
    await world.open(page, `/invitations/${id}`);
    await shoot(page, 'invitation-pending');
  });

  it('a failed set-up says in words what failed, and is retried by one click', async () => {
    const { workspaceId, folderIds } = await world.workspaceOf(world.people.admin);
    const gone = await world.invited({ share: { workspaceId, folderIds }, program: 'reviewed' });
    await world.post('/v1/public/invitation/accept', undefined, { token: gone.token });
    await world.status(gone.id, 'pending_approval');
    await world.connection.collection('workspaces').deleteOne({ _id: workspaceId as never });
    await world.call('POST', `/v1/invitations/${gone.id}/approve`, { as: world.people.approver, body: {} });
    await world.status(gone.id, 'failed');
    const page = await world.signedIn(world.people.operator);
    await world.open(page, `/invitations/${gone.id}`);
    const said = await page.locator('main').innerText();
    expect(said).toContain('Sharing the folders failed: it cannot be done as asked');
    expect(said).not.toMatch(/shareRecords|ProvisioningRefused/);
    expect(await page.locator('.checklist').innerText()).toMatch(/Sharing the folders\s+failed/);
    await shoot(page, 'invitation-failed');
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    expect(await page.locator('.notice').first().innerText()).toContain('The set-up is tried again.');
  });

  describe('clicks', () => {
    let clicks = 0;
    beforeEach(() => (clicks = 0));
    const click = async (what: Locator) => {
      clicks += 1;
      await what.click();
    };
    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

    it('from sign-in to approved are three', async () => {
      await pending('Umbrella');
      const page = await world.visitor(WIDE);
      await page.goto(`${world.pagesUrl}/sign-in?next=%2Fpartner-explorer%3Ftab%3Dpending`);
      await page.getByLabel('E-mail').fill(world.people.approver.email);
      await page.getByLabel('Password').fill(PASSWORD);
      await click(button(page, 'Sign in'));
      await click(page.getByRole('link', { name: 'Umbrella', exact: true }));
      await click(button(page, 'Approve'));
      expect(await page.locator('.notice.good').innerText()).toContain('Your approval was recorded.');
      expect(clicks).toBeLessThanOrEqual(3);
    });

    it('of a partner from the mail to the workspace are four', async () => {
      const { admin } = world.people;
      await world.call('PUT', '/v1/programs/open', { as: admin, body: { autoOnboarding: true } });
      const { token, id } = await world.invited({
        program: 'open',
        contactLastName: 'Gibbons',
        contactEmail: 'four@clicks.example',
      });
      const page = await world.visitor(WIDE);
      // The button in the e-mail.
      clicks += 1;
      await page.goto(world.linkOf(token));
      await click(button(page, 'Submit Your Application'));
      await page.getByLabel('Password').fill(NEW_PASSWORD);
      await click(button(page, 'Submit Your Application'));
      await world.status(id, 'active');
      await page.goto(`${world.pagesUrl}/sign-in`);
      await page.getByLabel('E-mail').fill('four@clicks.example');
      await page.getByLabel('Password').fill(NEW_PASSWORD);
      await click(button(page, 'Sign in'));
      await page.waitForURL(`${world.pagesUrl}/workspace`);
      expect(clicks).toBeLessThanOrEqual(4);
    });
  });
});
