import type { z } from 'zod';
import type { partner as partnerSchema, sharedWithPartner } from '../../api/partners/schema';
import type { folder, workspace } from '../../api/workspaces/schema';
import { problemOf, type Problem } from '../../api/http/problem';
import { callApi, mayCall, read, readAll } from '../kit/api-call';
import { date } from '../kit/format';
import { formData, line, type FieldGroup } from '../kit/forms';
import { details } from '../invitations/detail-data';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { tableData, timeCell } from '../kit/tables';
import { records } from '../invitations/wizard-steps';
import { textOf, textsOf, type PageContext } from '../kit/page-context';

type Partner = z.output<typeof partnerSchema>;
type Share = z.output<typeof sharedWithPartner>;
type Folder = z.output<typeof folder>;
type Workspace = z.output<typeof workspace>;

const SHOW = 'get /v1/partners/{id}';
const SHARES = 'get /v1/partners/{id}/shares';
const ADD = 'post /v1/partners/{id}/shares';
const REMOVE = 'delete /v1/partners/{id}/shares/{folderId}';

/** One partner: what is shared with it, and switching it off and on. */
export function partnerPages(pages: Pages): void {
  pages.get('/partners/:id', (context) => showPartner(context));
  pages.post('/partners/:id/deactivate', (context) =>
    change(context, 'The partner is inactive now.', deactivate),
  );
  pages.post('/partners/:id/reactivate', (context) =>
    change(context, 'The partner is active again.', reactivate),
  );
  pages.post('/partners/:id/share', (context) => change(context, 'The folders are shared now.', addShares));
  pages.post('/partners/:id/withdraw', (context) =>
    change(context, 'The folder is not shared any more.', withdraw),
  );
}

const idOf = ({ request }: PageContext): string => String(request.params['id']);

const deactivate = (context: PageContext) =>
  callApi(context, 'post /v1/partners/{id}/deactivate', { params: { id: idOf(context) }, key: context.key });
const reactivate = (context: PageContext) =>
  callApi(context, 'post /v1/partners/{id}/reactivate', { params: { id: idOf(context) }, key: context.key });
const addShares = (context: PageContext) =>
  callApi(context, ADD, {
    params: { id: idOf(context) },
    body: { folderIds: textsOf(context.form, 'folderIds') },
    key: context.key,
  });
const withdraw = (context: PageContext) =>
  callApi(context, REMOVE, { params: { id: idOf(context), folderId: textOf(context.form, 'folderId') } });

async function change(
  context: PageContext,
  done: string,
  work: (context: PageContext) => Promise<unknown>,
): Promise<void> {
  try {
    await work(context);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    await showPartner(context, problem);
    return;
  }
  goTo(context, `/partners/${encodeURIComponent(idOf(context))}`, { kind: 'good', text: done });
}

async function showPartner(context: PageContext, problem?: Problem): Promise<void> {
  const id = idOf(context);
  const [partner, shares] = await Promise.all([
    read<Partner>(context, SHOW, { params: { id } }),
    readAll<Share>(context, SHARES, { params: { id } }),
  ]);
  const isActive = partner.status === 'active';
  const mayChange = mayCall(context, ADD);
  const { groups } = formData(
    isActive && mayChange ? await foldersLeft(context, new Set(shares.map(({ folderId }) => folderId))) : [],
    { values: {}, errors: [] },
  );
  const sentence =
    problem?.code === 'validation-failed' ? 'Tick at least one folder.' : problem && problemSentence(problem);
  const data = {
    title: partner.partnerName,
    name: partner.partnerName,
    tab: partner.status,
    tone: isActive ? 'good' : 'plain',
    statusLabel: isActive ? 'Active' : 'Inactive',
    invitationHref: mayCall(context, 'get /v1/invitations/{id}')
      ? `/invitations/${partner.invitationId}`
      : undefined,
    data: partnerDetails(partner),
    table: sharesTable(shares, id, mayChange),
    sharesAction: `/partners/${id}/withdraw`,
    shareAction: `/partners/${id}/share`,
    groups,
    ...switchOf(partner, mayCall(context, 'post /v1/partners/{id}/deactivate')),
    errors: sentence === undefined ? [] : [line(sentence)],
    errorsHeading: 'That did not work',
    hasErrors: sentence !== undefined,
  };
  sendScreen(context, 'partner', data, problem?.status ?? 200);
}

function partnerDetails(partner: Partner) {
  const contact = [partner.contactFirstName, partner.contactLastName].filter(Boolean).join(' ');
  return details([
    ['Contact Name', contact],
    ['Contact Email', partner.contactEmail],
    ['Partner since', date(partner.createdAt)],
    ['Last changed', date(partner.updatedAt)],
  ]);
}

function switchOf({ id, status }: Partner, may: boolean) {
  if (!may) return { switchAction: undefined };
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

function sharesTable(shares: readonly Share[], id: string, mayChange: boolean) {
  return tableData({
    caption: 'Shared folders',
    columns: [
      { label: 'Folder' },
      { label: 'Records' },
      { label: 'Shared' },
      ...(mayChange ? [{ label: '' }] : []),
    ],
    rows: shares.map(({ folderId, name, recordCount, sharedAt }) => ({
      id: folderId,
      name,
      cells: [
        { text: name },
        { text: String(recordCount) },
        timeCell(sharedAt),
        ...(mayChange
          ? [
              {
                buttons: [
                  {
                    label: 'Withdraw',
                    about: name,
                    action: `/partners/${id}/withdraw`,
                    name: 'folderId',
                    value: folderId,
                  },
                ],
              },
            ]
          : []),
      ],
    })),
    empty: { title: 'Nothing is shared', text: 'This partner sees none of your folders.' },
  });
}

/** Folders that are not shared yet, by workspace. */
async function foldersLeft(context: PageContext, shared: ReadonlySet<string>): Promise<FieldGroup[]> {
  if (!mayCall(context, 'get /v1/workspaces')) return [];
  const workspaces = await readAll<Workspace>(context, 'get /v1/workspaces');
  const groups = await Promise.all(
    workspaces.map(async ({ id, name }) => {
      const folders = await readAll<Folder>(context, 'get /v1/workspaces/{id}/folders', { params: { id } });
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
