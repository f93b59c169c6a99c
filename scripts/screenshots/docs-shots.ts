import type { Page } from 'playwright-core';
import { tokenIn, type UsherClient } from '../demo/client';
import type { Album, Cut } from './album';
import { until, type Crowd, type Hosts } from './crowd';
import { applyLinkIn, askToApply, formWithFiles, openForm, uploadFiles } from './invited-shots';
import { APPLY_SLUG, type Viewer } from './places';

/** Whom and what a picture can show. */
export interface Scene {
  readonly album: Album;
  readonly hosts: Hosts & { readonly other: UsherClient };
  readonly crowd: Crowd;
  readonly made: Readonly<Record<string, string>>;
}

interface Picture {
  /** Brings about what is shown; answers the page as it then stands. */
  readonly of: (scene: Scene) => Promise<Page>;
  readonly cut?: Cut;
}

const PUBLIC: Cut = { width: 760 };

/** Each picture of `docs/pictures` by its name, in the order in which they are taken. */
export const DOC_PICTURES: Readonly<Record<string, Picture>> = {
  'add-to-partner': { of: chooseWhatItBecomes },
  apply: { of: (scene) => stranger(scene, `/apply/${APPLY_SLUG}`), cut: { ...PUBLIC, height: 480 } },
  'apply-form': { of: applyForm, cut: { ...PUBLIC, part: 'body' } },
  colleagues: { of: talkAbout },
  'ask-for-more': { of: askForMore, cut: PUBLIC },
  'copy-link': { of: copyLink, cut: { height: 480 } },
  sso: { of: (scene) => opened(scene, '/sso') },
  notifications: { of: chooseNotices },
  escalation: { of: setDeadline, cut: { height: 760 } },
  terms: { of: termsBelowForm, cut: { ...PUBLIC, part: 'fieldset:has(input[name=termsVersion])' } },
  documents: { of: chosenFiles, cut: { ...PUBLIC, part: 'fieldset:has(input[type=file])' } },
  delivery: { of: (scene) => opened(scene, `/invitations/${scene.crowd.ids.bounced}`) },
  'api-keys': { of: (scene) => opened(scene, '/api-keys'), cut: { height: 480 } },
  chat: { of: (scene) => opened(scene, '/chat'), cut: { height: 580 } },
  webhooks: { of: hearOfPartner },
  bulk: { of: rejectSome, cut: { height: 420 } },
  memberships: { of: belongTwice, cut: { height: 480 } },
};

/** Takes the pictures that documents show, each as its page tells it. */
export async function docsShots(scene: Scene): Promise<void> {
  for (const [name, { of, cut }] of Object.entries(DOC_PICTURES))
    if (scene.album.wants(`docs-${name}`)) await scene.album.illustrate(await of(scene), name, cut);
}

async function opened({ album }: Scene, address: string, viewer: Viewer = 'admin'): Promise<Page> {
  const page = await album.pageOf(viewer);
  await page.goto(album.url + address);
  return page;
}

async function stranger({ album }: Scene, address: string): Promise<Page> {
  const page = await (await album.context()).newPage();
  await page.goto(album.url + address);
  return page;
}

/** The ID of the invitation of a partner that the crowd names. */
async function invitationOf({ hosts }: Scene, partner: string): Promise<string> {
  const path = `/v1/invitations?search=${encodeURIComponent(partner)}`;
  const { items } = await hosts.admin.get<{ readonly items: readonly { readonly id: string }[] }>(path);
  if (items[0] === undefined) throw new Error(`nobody of ${partner} was invited`);
  return items[0].id;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

/** A colleague of a partner that there is. */
async function chooseWhatItBecomes(scene: Scene): Promise<Page> {
  const page = await opened(scene, `/invitations/${scene.crowd.ids.pending}/review`, 'approver');
  await page.getByLabel('Becomes').selectOption({ index: 1 });
  return page;
}

async function applyForm({ album, hosts }: Scene): Promise<Page> {
  const page = await (await album.context()).newPage();
  const mail = await askToApply(album, hosts.stranger, page, 'nora@borealis.example');
  await page.goto(applyLinkIn(mail));
  return page;
}

async function talkAbout(scene: Scene): Promise<Page> {
  const { admin, approver } = scene.hosts;
  const id = await invitationOf(scene, 'Stark Medical');
  await admin.post(`/v1/invitations/${id}/comments`, {
    text: 'Seen the contract? Legal has it since Monday.',
  });
  await approver.post(`/v1/invitations/${id}/comments`, { text: 'Yes, and their bank confirmed.' });
  const { user } = await approver.get<{ readonly user: { readonly id: string } }>('/v1/me');
  await approver.put(`/v1/invitations/${id}/assignee`, { userId: user.id });
  return opened(scene, `/invitations/${id}`, 'approver');
}

async function askForMore(scene: Scene): Promise<Page> {
  const { approver, stranger: nobody } = scene.hosts;
  const id = await invitationOf(scene, 'Alpenglas');
  const reason = 'Please add the VAT number of your Vienna branch, and a phone number.';
  await approver.post(`/v1/invitations/${id}/return`, { reason });
  const mail = await until(async () =>
    (await nobody.inbox()).find(
      ({ invitationId, template }) => invitationId === id && template === 'application-returned',
    ),
  );
  const page = await (await scene.album.context()).newPage();
  await openForm(page, `${scene.album.url}/invitation?token=${tokenIn(mail) ?? ''}`);
  return page;
}

async function copyLink(scene: Scene): Promise<Page> {
  const page = await opened(scene, `/invitations/${scene.crowd.ids.sent}`);
  await page.locator('summary', { hasText: 'Copy the link' }).click();
  await press(page, 'Show the link');
  await page.locator('#secret').waitFor();
  return page;
}

async function chooseNotices(scene: Scene): Promise<Page> {
  await scene.hosts.admin.put('/v1/me/notifications', {
    timeZone: 'Europe/Berlin',
    kinds: { expired: 'daily', deliveryProblems: 'never' },
  });
  return opened(scene, '/notifications');
}

async function setDeadline(scene: Scene): Promise<Page> {
  await scene.hosts.admin.put('/v1/programs/resellers', {
    name: 'Resellers',
    escalateAfter: 'P3D',
    escalateEvery: 'P2D',
    decideWithin: 'P14D',
  });
  return opened(scene, '/programs/resellers?tab=onboarding');
}

async function termsBelowForm({ album, hosts }: Scene): Promise<Page> {
  await hosts.admin.put('/v1/programs/papers', { name: 'Suppliers' });
  const text = [
    'Prices that Acme shares are for your company alone.',
    'You pay within 30 days of an invoice.',
    'Either side may end the partnership with 90 days of notice.',
  ].join('\n\n');
  await hosts.admin.put('/v1/programs/papers/terms', { texts: { en: text } });
  return formWithFiles(album, hosts);
}

async function chosenFiles({ album, hosts }: Scene): Promise<Page> {
  const page = await formWithFiles(album, hosts);
  await uploadFiles(page);
  return page;
}

/** A partner is switched off, which the endpoint is told. */
async function hearOfPartner(scene: Scene): Promise<Page> {
  const { admin } = scene.hosts;
  const { items } = await admin.get<{ readonly items: readonly { readonly id: string }[] }>(
    '/v1/partners?search=Initech',
  );
  await admin.post(`/v1/partners/${items[0]?.id}/deactivate`);
  const log = `/v1/webhook-endpoints/${scene.made['webhook']}/deliveries?limit=4`;
  await until(async () => {
    const told = await admin.get<{ readonly items: readonly { readonly type: string }[] }>(log);
    return told.items.some(({ type }) => type === 'partnership.deactivated') || undefined;
  });
  return opened(scene, `/webhooks/${scene.made['webhook']}`);
}

/** One of them is changed while the question is on the screen. */
async function rejectSome(scene: Scene): Promise<Page> {
  const page = await opened(scene, '/partner-explorer?tab=pending', 'approver');
  for (const name of ['Hooli', 'Stark Medical', 'Umbrella Pharma'])
    await page.locator('tr', { hasText: name }).locator('input[name=id]').check();
  await press(page, 'Reject');
  await page.getByLabel('Reason').fill('We have a partner in your region already.');
  const changed = await invitationOf(scene, 'Hooli');
  await scene.hosts.admin.call('PATCH', `/v1/invitations/${changed}`, { body: { industry: 'Search' } });
  await page.locator('main form button.danger').click();
  await page.locator('main table').waitFor();
  return page;
}

/** Last, since whoever belongs to two accounts signs in otherwise from then on. */
async function belongTwice(scene: Scene): Promise<Page> {
  const { user } = await scene.hosts.approver.get<{ readonly user: Readonly<Record<string, string>> }>(
    '/v1/me',
  );
  await scene.hosts.other.post('/v1/users', {
    ...{ email: user['email'], firstName: user['firstName'], lastName: user['lastName'] },
    roleKey: 'viewer',
  });
  const page = await opened(scene, '/memberships', 'approver');
  await page.locator('form[action$="/accept"] button').first().click();
  await page.locator('main form[action="/memberships/switch"] button').waitFor();
  return page;
}
