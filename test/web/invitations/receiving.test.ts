import { eventually, PASSWORD } from '../../support/api/support';
import { describeInBrowser } from '../../support/web/browser';
import { SignedInWorld } from '../../support/web/signed-in-world';

describeInBrowser('the pages of an invitation to somebody who became a user meanwhile', () => {
  const world = new SignedInWorld();
  beforeAll(() => world.startPages(), 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  it('lead from the link over the sign-in to the acceptance', async () => {
    const { admin, other } = world.people;
    await world.stores.programs.put(other.accountId, 'default', { autoOnboarding: false });
    const { id: firstId, email, token } = await world.invited();
    const { body: second } = await world.post('/v1/invitations', other, {
      partnerName: 'Initech',
      contactEmail: email,
    });
    await world.status(second.id, 'sent', other);
    const link = await world.token(email);
    await world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });
    await world.status(firstId, 'active', admin);

    const page = await world.visitorOf(link);
    const text = () => page.locator('main').innerText();
    expect(await text()).toContain('please sign in to accept');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto(world.linkOf(link));
    expect(await text()).toContain('You are signed in as the invited user');
    await page.getByRole('link', { name: 'Review and accept' }).click();
    expect(await text()).toContain('Initech becomes a partner of Globex');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await world.status(second.id, 'pending_approval', other);

    const decider = await world.signedIn(other);
    await world.open(decider, '/partner-explorer?tab=pending');
    await eventually(
      () => decider.locator('main').innerText(),
      (shown) => shown.includes('Peter, for Initech (acc_'),
    );
  });
});
