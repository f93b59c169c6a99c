import { INVITATION_STATUSES, type InvitationStatus } from '../../../workflows/contract';
import { at, storedInvitation } from '../models/samples';
import { HEADER, Importing } from './importing';
import type { PagesApi } from './pages-api';
import { pageOf, type PageForm } from './page-forms';
import type { Person } from './support';

/** Something for every page of the signed-in side: an invitation in each status, folders, a webhook, an import. */
export async function samplesFor(api: PagesApi) {
  const { admin } = api.people;
  const { accountId, userId: inviterId } = admin;
  const program = {
    customFields: [
      { key: 'terms', label: 'Terms', type: 'checkbox', required: false, filledBy: 'inviter' },
      { key: 'tier', label: 'Tier', type: 'text', required: true, filledBy: 'invitee' },
    ],
    approvalRules: [
      { id: 'ours', when: { emailDomains: ['a.example'], inviterRoles: ['operator'] }, then: 'approve' },
    ],
  } as const;
  await api.stores.programs.put(accountId, 'default', program);
  const stored = await api.stores.programs.find(accountId, 'default');
  const customFieldsVersion = stored?.customFieldsVersion ?? 1;
  const ids = {} as Record<InvitationStatus, string>;
  for (const status of INVITATION_STATUSES) {
    const changes = { partnerName: `Partner ${status}`, customFieldsVersion, input: { inviterId } };
    const id = await storedInvitation(api.stores, accountId, `${status}@partner.example`, changes);
    await api.connection
      .collection('invitations')
      .updateOne({ _id: id as never }, { $set: { status, sentAt: new Date(at(0)) } });
    ids[status] = id;
  }
  const { _id: workspaceId } = await api.stores.workspaces.create({ accountId, name: 'Products' });
  for (const name of ['Prices', 'Contracts']) {
    await api.stores.workspaces.createFolder({ accountId, workspaceId, name });
  }
  await api.post('/v1/webhook-endpoints', admin, {
    url: 'https://hooks.example/',
    events: ['invitation.sent'],
  });
  const rows = ['A,,,first@row.example', 'B,,,sent@partner.example', 'C,,,nobody'];
  const imports = new Importing(api, () => admin);
  const checked = await imports.upload([HEADER, ...rows].join('\n'), { query: '?dryRun=true' });
  return { ids, imports, importId: checked.body.id };
}

export type Browser = Awaited<ReturnType<PagesApi['browser']>>;

/** Pages that differ in what they order or where they go on show nothing else. */
const isNew = (href: string) => href.startsWith('/') && !/[?&](sort|cursor)=/.test(href);

/** Follows every link from the first page on; what opened, what did not, and every form on the way. */
export async function crawl(api: PagesApi, person: Person) {
  const browser = await api.browser(person);
  const seen = new Set(['/']);
  const dead: { path: string; on: string; status: number }[] = [];
  const actions = new Set<string>();
  const forms: { page: string; form: PageForm }[] = [];
  const ways: [string, string][] = [['/', 'the start']];
  for (const [path, on] of ways) {
    const { status, text, headers } = await browser.send('GET', path);
    if (status >= 400) dead.push({ path, on, status });
    const { links, forms: shown } = pageOf(text);
    for (const form of shown.filter(({ method }) => method === 'post')) {
      forms.push({ page: path, form });
      for (const to of form.sendsTo) actions.add(to);
    }
    const found = status === 303 ? [headers.get('location') ?? '/'] : links;
    for (const link of new Set(found.filter(isNew).map((href) => href.replace(/#.*/, '')))) {
      if (!seen.has(link)) ways.push([link, path]);
      seen.add(link);
    }
  }
  return { browser, seen, dead, actions: [...actions], forms };
}

/** The form of a page that goes to the address. */
export async function formAt({ send }: Browser, path: string, action: string): Promise<PageForm> {
  return formIn((await send('GET', path)).text, action);
}

/** The form in a page that goes to the address. */
export function formIn(html: string, action: string): PageForm {
  const form = pageOf(html).forms.find((one) => one.action === action);
  if (form === undefined) throw new Error(`no form to ${action}`);
  return form;
}

/** Values of a form without one of them. */
export const without = (values: PageForm['values'], ...names: string[]): PageForm['values'] =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
