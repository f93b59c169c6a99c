import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import type { ImportRowView, ImportView } from '../../api/imports/schema';
import { textOf } from '../kit/form-body';
import { fromNow, moment, number } from '../kit/format';
import { wrongText } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { failure } from '../kit/respond';
import { defined } from '../../domain/defined';
import { memberLabel } from '../invitations/fields';
import { columnsForm, inviteForm, warningAbout } from './check';
import { sendSample } from './sample';
import { type Column, details, href, tableData, type Tone } from '../kit/tables';

const STATUSES: Readonly<Record<ImportView['status'], { readonly label: string; readonly tone: Tone }>> = {
  running: { label: 'Running', tone: 'info' },
  completed: { label: 'Completed', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'plain' },
  failed: { label: 'Failed', tone: 'bad' },
};

/** Many invitations from a file: upload, progress, what became of each row. */
export function importsPages(pages: Pages): void {
  pages.get('/imports', (context) => showImports(context));
  pages.upload('/imports', api.postInvitationImports, upload, showImports);
  pages.get('/imports/sample.csv', sendSample);
  pages.get('/imports/:id', showImport);
  pages.get('/imports/:id/rejected.csv', (context) =>
    context.sendFile(api.getInvitationImportsByIdRejectedCsv),
  );
  pages.post('/imports/:id/invite', (context) => repeat(context, { dryRun: false }), showImport);
  pages.post(
    '/imports/:id/columns',
    (context) => repeat(context, { dryRun: true, columns: context.texts('columns') }),
    showImport,
  );
  pages.post('/imports/:id/cancel', async (context) => {
    await context.submit(api.postInvitationImportsByIdCancel);
    context.goTo(`/imports/${context.param()}`, {
      kind: 'info',
      text: 'The import stops after the rows in hand.',
    });
  });
}

const COLUMNS: readonly Column<ImportView>[] = [
  {
    label: 'Started',
    cell: ({ id, createdAt, dryRun }) => ({
      text: moment(createdAt),
      href: `/imports/${id}`,
      below: dryRun ? t('check only') : undefined,
    }),
  },
  { label: 'Status', cell: ({ status }) => ({ text: STATUSES[status].label, badge: STATUSES[status].tone }) },
  { label: 'Rows', cell: ({ done, total }) => t('{{done}} of {{total}}', { done, total }) },
  {
    label: 'Invited',
    cell: ({ created, dryRun }) => (dryRun ? { text: number(0), below: couldBe(created) } : number(created)),
  },
  { label: 'Invalid', cell: ({ invalid }) => number(invalid) },
];

const couldBe = (count: number) => t('{{count}} could be', { count });

async function showImports(context: PageContext, problem?: Problem): Promise<void> {
  const query = { cursor: context.query('cursor') };
  const { items, nextCursor } = await context.call(api.getInvitationImports, { query });
  const data = {
    title: 'Import Invitations',
    mayUpload: context.may(api.postInvitationImports),
    typed: context.text('text'),
    encodings: ENCODING_CHOICES.map((choice) => ({
      ...choice,
      label: t(choice.label),
      selected: problem !== undefined && context.text('encoding') === choice.value,
    })),
    ...failure(problem, problem?.options.errors?.[0]?.detail),
    ...(problem && { errorsHeading: 'The file was not imported' }),
    table: tableData({
      caption: 'Imports',
      columns: COLUMNS,
      items,
      at: { path: '/imports', query, nextCursor },
      empty: { title: 'No imports yet', text: 'Upload a file to invite many partners at once.' },
    }),
  };
  context.show('imports', data, problem?.status);
}

async function upload(context: PageContext): Promise<void> {
  const { form, key, file } = context;
  const raw = file ?? Buffer.from(textOf(form, 'text'), 'utf8');
  const encoding = file === undefined ? 'utf-8' : textOf(form, 'encoding') || undefined;
  const query = { dryRun: 'true', unknownColumns: 'pass-over', encoding };
  const { id } = await context.call(api.postInvitationImports, { raw, query, key });
  context.goTo(`/imports/${id}`);
}

async function repeat(context: PageContext, body: object): Promise<void> {
  const { id } = await context.submit(api.postInvitationImportsByIdRepeat, body);
  context.goTo(`/imports/${id}`);
}

/** A text that was pasted is UTF-8 whatever is chosen for files. */
const ENCODING_CHOICES = [
  { value: '', label: 'Found by itself' },
  { value: 'utf-8', label: 'Unicode (UTF-8)' },
  { value: 'utf-16le', label: 'Unicode (UTF-16)' },
  { value: 'windows-1252', label: 'Western European (Windows-1252)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'macintosh', label: 'Western European (Mac)' },
];

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

async function showImport(context: PageContext, problem?: Problem): Promise<void> {
  const result = RESULTS.find(([key]) => key !== '' && key === context.query('result'))?.[0];
  const query = { result, cursor: context.query('cursor') };
  const path = `/imports/${encodeURIComponent(context.param())}`;
  const [one, { items, nextCursor }] = await Promise.all([
    context.call(api.getInvitationImportsById),
    context.call(api.getInvitationImportsByIdRows, { query }),
  ]);
  const running = one.status === 'running';
  const data = {
    title: one.dryRun ? 'Check of a file' : 'Import',
    warning: warningAbout(one),
    ...failure(problem, problem?.options.errors?.[0]?.detail),
    invite: inviteForm(context, one),
    columns: await columnsForm(context, one),
    when: t('Started {{when}}', { when: moment(one.createdAt) }),
    running,
    refreshSeconds: running ? 2 : undefined,
    selfHref: href(path, { result }),
    statusLabel: t(STATUSES[one.status].label),
    progressText: t('{{done}} of {{total}} rows', { done: one.done, total: one.total }),
    total: Math.max(one.total, 1),
    done: one.done,
    rejectedHref: one.invalid > 0 ? `${path}/rejected.csv` : undefined,
    workflowHref: one.workflow?.url ?? undefined,
    cancelAction: running && context.may(api.postInvitationImportsByIdCancel) ? `${path}/cancel` : undefined,
    data: details([
      [
        'Goes on',
        one.heldUntil &&
          t('{{when}}: the daily number of e-mails is used up', { when: fromNow(one.heldUntil) }),
      ],
      ['Ended', one.endedAt && moment(one.endedAt)],
    ]),
    results: tabsOf(one, path, result ?? ''),
    table: tableData({
      caption: 'Rows',
      columns: rowColumns(one.dryRun),
      items,
      at: { path, query, nextCursor },
      empty: running
        ? { title: 'One moment', text: 'The rows appear here in a moment.' }
        : { title: 'No such rows', text: 'No row of the file had this result.' },
    }),
  };
  context.show('import', data, problem?.status);
}

function tabsOf(one: ImportView, path: string, current: string) {
  return RESULTS.map(([key, label]) => ({
    label: t(labelOf(key, label, one.dryRun)),
    href: href(path, { result: key === '' ? undefined : key }),
    current: current === key,
    counted: key !== '',
    count: key === '' ? one.total : one[key],
  }));
}

/** A check invites nobody. */
function labelOf(result: string, label: string, dryRun: boolean): string {
  return dryRun && result === 'created' ? 'Could be invited' : label;
}

/** `/contactEmail` as `Contact Email`; a question of the program by its key. */
function columnText(pointer: string): string {
  const [, member = '', key] = pointer.split('/');
  return member === 'customFields' && key !== undefined ? key : memberLabel(member);
}

function rowColumns(dryRun: boolean): readonly Column<ImportRowView>[] {
  const nameOf = (wanted: string) => RESULTS.find(([key]) => key === wanted)?.[1] ?? 'Waiting';
  return [
    { label: 'Row', cell: ({ row }) => number(row) },
    {
      label: 'Partner Name',
      cell: ({ partnerName, invitationId }) => ({
        text: partnerName,
        href: invitationId === null ? undefined : `/invitations/${invitationId}`,
        strong: partnerName !== '',
      }),
    },
    { label: 'Contact Email', cell: ({ contactEmail }) => contactEmail },
    {
      label: 'Result',
      cell: ({ result, errors }) => ({
        text: labelOf(result, nameOf(result), dryRun),
        badge: TONES[result],
        below: errors.map((error) => `${columnText(error.pointer)}: ${wrongText(defined(error))}`).join('\n'),
      }),
    },
  ];
}
