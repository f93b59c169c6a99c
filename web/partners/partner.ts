import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { ItemOf } from '../kit/api-call';
import { contactName, date, records } from '../kit/format';
import { type FieldGroup, formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { failure } from '../kit/respond';
import { type Column, details, href, tableData, timeCell } from '../kit/tables';
import { candidatesOf } from '../invitations/partner-choice';
import { mayInvite } from '../kit/navigation';

type Partner = JsonBodyOf<typeof api.getPartnersById>;
type Share = ItemOf<typeof api.getPartnersByIdShares>;

/** One partner: what is shared with it, and switching it off and on. */
export function partnerPages(pages: Pages): void {
  pages.get('/partners', (context) => context.goTo('/partner-explorer?tab=active'));
  pages.get('/partners/:id', (context) => showPartner(context));
  const change = (name: string, text: string, work: (context: PageContext) => Promise<unknown>) =>
    pages.post(
      `/partners/:id/${name}`,
      async (context) => {
        await work(context);
        context.done(`/partners/${encodeURIComponent(context.param())}`, text);
      },
      showPartner,
    );
  change('deactivate', 'The partner is inactive now.', (context) =>
    context.submit(api.postPartnersByIdDeactivate),
  );
  change('reactivate', 'The partner is active again.', (context) =>
    context.submit(api.postPartnersByIdReactivate),
  );
  change('share', 'The folders are shared now.', (context) =>
    context.submit(api.postPartnersByIdShares, { folderIds: context.texts('folderIds') }),
  );
  change('withdraw', 'The folder is not shared any more.', (context) =>
    context.call(api.deletePartnersByIdSharesByFolderId, {
      params: { folderId: context.text('folderId') },
    }),
  );
}

async function showPartner(context: PageContext, problem?: Problem): Promise<void> {
  const id = context.param();
  const [partner, shares, candidates] = await Promise.all([
    context.call(api.getPartnersById),
    context.callAll(api.getPartnersByIdShares),
    mayInvite(context) ? candidatesOf(context) : [],
  ]);
  const isActive = partner.status === 'active';
  const mayChange = context.may(api.postPartnersByIdShares);
  const { groups } = formData(
    isActive && mayChange ? await foldersLeft(context, new Set(shares.map(({ folderId }) => folderId))) : [],
  );
  const data = {
    title: partner.partnerName,
    name: partner.partnerName,
    tab: partner.status,
    tone: isActive ? 'good' : 'plain',
    statusLabel: isActive ? 'Active' : 'Inactive',
    addHref: candidates.some((one) => one.id === partner.id)
      ? href('/invitations/new', { addTo: partner.id })
      : undefined,
    invitationHref: context.may(api.getInvitationsById) ? `/invitations/${partner.invitationId}` : undefined,
    data: partnerDetails(partner),
    table: tableData({
      caption: 'Shared folders',
      columns: [...COLUMNS, ...(mayChange ? [withdrawColumn(id)] : [])],
      items: shares,
      empty: { title: 'Nothing is shared', text: 'This partner sees none of your folders.' },
    }),
    sharesAction: `/partners/${id}/withdraw`,
    shareAction: `/partners/${id}/share`,
    groups,
    ...switchOf(partner, context.may(api.postPartnersByIdDeactivate)),
    ...failure(problem, problem?.code === 'validation-failed' ? 'Tick at least one folder.' : undefined),
  };
  context.show('partner', data, problem?.status);
}

function partnerDetails(partner: Partner) {
  return details([
    ['Contact Name', contactName(partner)],
    ['Contact Email', partner.contactEmail],
    ['Partner since', date(partner.createdAt)],
    ['Last changed', date(partner.updatedAt)],
  ]);
}

function switchOf({ id, status }: Partner, may: boolean) {
  if (!may) return {};
  return status === 'active'
    ? {
        switchAction: `/partners/${id}/deactivate`,
        switchLabel: 'Deactivate',
        switchClass: 'danger',
        switchIntro:
          'The partner sees nothing of what you share until you reactivate it. Nothing is deleted.',
      }
    : {
        switchAction: `/partners/${id}/reactivate`,
        switchLabel: 'Reactivate',
        switchClass: 'primary',
        switchIntro: 'The partner sees again what was shared before.',
      };
}

const COLUMNS: readonly Column<Share>[] = [
  { label: 'Folder', cell: ({ name }) => name },
  { label: 'Records', cell: ({ recordCount }) => String(recordCount) },
  { label: 'Shared', cell: ({ sharedAt }) => timeCell(sharedAt) },
];

function withdrawColumn(id: string): Column<Share> {
  const action = `/partners/${id}/withdraw`;
  return {
    label: '',
    cell: ({ folderId, name }) => ({
      buttons: [{ label: 'Withdraw', about: name, action, name: 'folderId', value: folderId }],
    }),
  };
}

/** Folders that are not shared yet, by workspace. */
async function foldersLeft(context: PageContext, shared: ReadonlySet<string>): Promise<FieldGroup[]> {
  if (!context.may(api.getWorkspaces)) return [];
  const workspaces = await context.callAll(api.getWorkspaces);
  const groups = await Promise.all(
    workspaces.map(async ({ id, name }) => {
      const folders = await context.callAll(api.getWorkspacesByIdFolders, { params: { id } });
      const options = folders
        .filter((one) => !shared.has(one.id))
        .map((one) => ({ value: one.id, label: one.name, hint: records(one.recordCount) }));
      return { name, options };
    }),
  );
  return groups
    .filter(({ options }) => options.length > 0)
    .map(({ name, options }) => ({
      fields: [{ name: 'folderIds', label: name, kind: 'choices', options, required: true }],
    }));
}
