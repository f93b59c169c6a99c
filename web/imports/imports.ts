import type { Problem } from '../../api/http/problem';
import type { ImportRowView, ImportView } from '../../api/imports/schema';
import { callApi, mayCall, read, type ListOf } from '../kit/api-call';
import { attempt } from '../kit/form-page';
import { fromNow, moment } from '../kit/format';
import { line } from '../kit/forms';
import { details } from '../invitations/detail-data';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo, sendScreen } from '../kit/respond';
import { href, tableData, type Tone } from '../kit/tables';
import { queryOf, textOf, type PageContext } from '../kit/page-context';

const LIST = 'get /v1/invitation-imports';
const UPLOAD = 'post /v1/invitation-imports';
const SHOW = 'get /v1/invitation-imports/{id}';
const CANCEL = 'post /v1/invitation-imports/{id}/cancel';

const LABELS: Readonly<Record<ImportView['status'], string>> = {
  running: 'Running',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Failed',
};
const STATUS_TONES: Readonly<Record<ImportView['status'], Tone>> = {
  running: 'info',
  completed: 'good',
  cancelled: 'plain',
  failed: 'bad',
};

/** Many invitations from a file: upload, progress, what became of each row. */
export function importsPages(pages: Pages): void {
  pages.get('/imports', (context) => showImports(context));
  pages.upload('/imports', UPLOAD, (context) =>
    attempt(
      () => upload(context),
      (problem) => showImports(context, problem),
    ),
  );
  pages.get('/imports/:id', showImport);
  pages.get('/imports/:id/rejected.csv', async (context) => {
    const route = 'get /v1/invitation-imports/{id}/rejected.csv';
    const { status, headers = {}, body } = await callApi(context, route, { params: paramsOf(context) });
    context.response
      .status(status)
      .set({ ...headers, 'Cache-Control': 'no-store' })
      .send(body);
  });
  pages.post('/imports/:id/cancel', async (context) => {
    await callApi(context, CANCEL, { params: paramsOf(context), key: context.key });
    goTo(context, `/imports/${paramsOf(context).id}`, {
      kind: 'info',
      text: 'The import stops after the rows in hand.',
    });
  });
}

const paramsOf = ({ request }: PageContext) => ({ id: String(request.params['id']) });

async function showImports(context: PageContext, problem?: Problem): Promise<void> {
  const cursor = queryOf(context, 'cursor');
  const { items, nextCursor } = await read<ListOf<ImportView>>(context, LIST, { query: { cursor } });
  const first = problem?.options.errors?.[0];
  const sentence = first === undefined ? problem && problemSentence(problem) : first.detail;
  sendScreen(
    context,
    'imports',
    {
      title: 'Import Invitations',
      mayUpload: mayCall(context, UPLOAD),
      typed: textOf(context.form, 'text'),
      dryRun: problem !== undefined && textOf(context.form, 'dryRun') === 'on',
      errors: sentence === undefined ? [] : [line(sentence)],
      errorsHeading: 'The file was not imported',
      hasErrors: sentence !== undefined,
      table: tableData({
        caption: 'Imports',
        columns: [
          { label: 'Started' },
          { label: 'Status' },
          { label: 'Rows' },
          { label: 'Invited' },
          { label: 'Invalid' },
        ],
        rows: items.map(importRow),
        cursor,
        nextCursor,
        hrefWith: (changes) => href('/imports', { cursor, ...changes }),
        empty: { title: 'No imports yet', text: 'Upload a file to invite many partners at once.' },
      }),
    },
    problem?.status ?? 200,
  );
}

function importRow(one: ImportView) {
  return {
    id: one.id,
    name: one.createdAt,
    cells: [
      { text: moment(one.createdAt), href: `/imports/${one.id}`, sub: one.dryRun ? 'check only' : undefined },
      { text: LABELS[one.status], badge: STATUS_TONES[one.status] },
      { text: `${one.done} of ${one.total}` },
      { text: String(one.created) },
      { text: String(one.invalid) },
    ],
  };
}

async function upload(context: PageContext): Promise<void> {
  const { form, key, file } = context;
  const raw = file ?? Buffer.from(textOf(form, 'text'), 'utf8');
  const query = { dryRun: String(textOf(form, 'dryRun') === 'on') };
  const { id } = await read<ImportView>(context, UPLOAD, { raw, query, key });
  goTo(context, `/imports/${id}`);
}

const RESULTS = [
  ['', 'All rows'],
  ['created', 'Invited'],
  ['alreadyInvited', 'Already invited'],
  ['alreadyPartner', 'Already a partner'],
  ['invalid', 'Invalid'],
] as const;

const TONES: Readonly<Record<ImportRowView['result'], Tone>> = {
  created: 'good',
  alreadyInvited: 'plain',
  alreadyPartner: 'plain',
  invalid: 'bad',
  pending: 'info',
};

async function showImport(context: PageContext): Promise<void> {
  const params = paramsOf(context);
  const result = RESULTS.find(([key]) => key !== '' && key === queryOf(context, 'result'))?.[0];
  const cursor = queryOf(context, 'cursor');
  const path = `/imports/${encodeURIComponent(params.id)}`;
  const [one, { items, nextCursor }] = await Promise.all([
    read<ImportView>(context, SHOW, { params }),
    read<ListOf<ImportRowView>>(context, 'get /v1/invitation-imports/{id}/rows', {
      params,
      query: { result, cursor },
    }),
  ]);
  const running = one.status === 'running';
  sendScreen(context, 'import', {
    title: one.dryRun ? 'Check of a file' : 'Import',
    heading: one.dryRun ? 'Check of a file' : 'Import',
    when: `Started ${moment(one.createdAt)}`,
    running,
    refreshSeconds: running ? 2 : undefined,
    selfHref: href(path, { result }),
    statusLabel: LABELS[one.status],
    progressText: `${one.done} of ${one.total} rows`,
    total: Math.max(one.total, 1),
    done: one.done,
    rejectedHref: one.invalid > 0 ? `${path}/rejected.csv` : undefined,
    workflowHref: one.workflow?.url ?? undefined,
    cancelAction: running && mayCall(context, CANCEL) ? `${path}/cancel` : undefined,
    data: details([
      [
        'Goes on',
        one.heldUntil === null ? null : `${fromNow(one.heldUntil)}: the daily number of e-mails is used up`,
      ],
      ['Ended', one.endedAt === null ? null : moment(one.endedAt)],
    ]),
    results: RESULTS.map(([key, label]) => ({
      label: labelOf(key, label, one.dryRun),
      href: href(path, { result: key === '' ? undefined : key }),
      current: (result ?? '') === key,
      counted: key !== '',
      count: key === '' ? one.total : one[key],
    })),
    table: rowsTable(items, { cursor, nextCursor, path, result, running, dryRun: one.dryRun }),
  });
}

interface RowsShown {
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  readonly path: string;
  readonly result: string | undefined;
  readonly running: boolean;
  readonly dryRun: boolean;
}

/** A check invites nobody. */
function labelOf(result: string, label: string, dryRun: boolean): string {
  return dryRun && result === 'created' ? 'Could be invited' : label;
}

function rowsTable(items: readonly ImportRowView[], shown: RowsShown) {
  const { cursor, nextCursor, path, result, running, dryRun } = shown;
  const nameOf = (wanted: string) => RESULTS.find(([key]) => key === wanted)?.[1] ?? 'Waiting';
  return tableData({
    caption: 'Rows',
    columns: [{ label: 'Row' }, { label: 'Partner Name' }, { label: 'Contact Email' }, { label: 'Result' }],
    rows: items.map((row) => ({
      id: String(row.row),
      name: row.partnerName,
      cells: [
        { text: String(row.row) },
        {
          text: row.partnerName,
          href: row.invitationId === null ? undefined : `/invitations/${row.invitationId}`,
        },
        { text: row.contactEmail },
        {
          text: labelOf(row.result, nameOf(row.result), dryRun),
          badge: TONES[row.result],
          sub:
            row.errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join(' ') || undefined,
        },
      ],
    })),
    cursor,
    nextCursor,
    hrefWith: (changes) => href(path, { result, cursor, ...changes }),
    empty: running
      ? { title: 'One moment', text: 'The rows appear here in a moment.' }
      : { title: 'No such rows', text: 'No row of the file had this result.' },
  });
}
