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
import { textOf, textsOf, type Visit } from '../kit/page-context';

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
  pages.get('/partners/:id', (visit) => showPartner(visit));
  pages.post('/partners/:id/deactivate', (visit) =>
    change(visit, 'The partner is inactive now.', deactivate),
  );
  pages.post('/partners/:id/reactivate', (visit) =>
    change(visit, 'The partner is active again.', reactivate),
  );
  pages.post('/partners/:id/share', (visit) => change(visit, 'The folders are shared now.', addShares));
  pages.post('/partners/:id/withdraw', (visit) =>
    change(visit, 'The folder is not shared any more.', withdraw),
  );
}

const idOf = ({ request }: Visit): string => String(request.params['id']);

const deactivate = (visit: Visit) =>
  callApi(visit, 'post /v1/partners/{id}/deactivate', { params: { id: idOf(visit) }, key: visit.key });
const reactivate = (visit: Visit) =>
  callApi(visit, 'post /v1/partners/{id}/reactivate', { params: { id: idOf(visit) }, key: visit.key });
const addShares = (visit: Visit) =>
  callApi(visit, ADD, {
    params: { id: idOf(visit) },
    body: { folderIds: textsOf(visit.form, 'folderIds') },
    key: visit.key,
  });
const withdraw = (visit: Visit) =>
  callApi(visit, REMOVE, { params: { id: idOf(visit), folderId: textOf(visit.form, 'folderId') } });

async function change(visit: Visit, done: string, work: (visit: Visit) => Promise<unknown>): Promise<void> {
  try {
    await work(visit);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    await showPartner(visit, problem);
    return;
  }
  goTo(visit, `/partners/${encodeURIComponent(idOf(visit))}`, { kind: 'good', text: done });
}

async function showPartner(visit: Visit, problem?: Problem): Promise<void> {
  const id = idOf(visit);
  const [partner, shares] = await Promise.all([
    read<Partner>(visit, SHOW, { params: { id } }),
    readAll<Share>(visit, SHARES, { params: { id } }),
  ]);
  const isActive = partner.status === 'active';
  const mayChange = mayCall(visit, ADD);
  const { groups } = formData(
    isActive && mayChange ? await foldersLeft(visit, new Set(shares.map(({ folderId }) => folderId))) : [],
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
    invitationHref: mayCall(visit, 'get /v1/invitations/{id}')
      ? `/invitations/${partner.invitationId}`
      : undefined,
    data: partnerDetails(partner),
    table: sharesTable(shares, id, mayChange),
    sharesAction: `/partners/${id}/withdraw`,
    shareAction: `/partners/${id}/share`,
    groups,
    ...switchOf(partner, mayCall(visit, 'post /v1/partners/{id}/deactivate')),
    errors: sentence === undefined ? [] : [line(sentence)],
    errorsHeading: 'That did not work',
    hasErrors: sentence !== undefined,
  };
  sendScreen(visit, 'partner', data, problem?.status ?? 200);
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
async function foldersLeft(visit: Visit, shared: ReadonlySet<string>): Promise<FieldGroup[]> {
  if (!mayCall(visit, 'get /v1/workspaces')) return [];
  const workspaces = await readAll<Workspace>(visit, 'get /v1/workspaces');
  const groups = await Promise.all(
    workspaces.map(async ({ id, name }) => {
      const folders = await readAll<Folder>(visit, 'get /v1/workspaces/{id}/folders', { params: { id } });
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
