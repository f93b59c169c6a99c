import { markedName } from '../../templates/marks';
import type { z } from 'zod';
import { SCOPES } from '../../domain/accounts/roles';
import type { Problem } from '../../api/http/problem';
import type { apiKey, createdApiKey } from '../../api/api-keys/schema';
import { callApi, read, readAll } from '../kit/api-call';
import { attempt, showFormPage, type FormPage } from '../kit/form-page';
import { moment } from '../kit/format';
import { details } from '../invitations/detail-data';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { tableData, timeCell } from '../kit/tables';
import { LIST_NOTHING } from './users';
import { textOf, textsOf, type PageContext } from '../kit/page-context';

type ApiKey = z.output<typeof apiKey>;
type CreatedApiKey = z.output<typeof createdApiKey>;

const LIST = 'get /v1/api-keys';

/** Keys for programs; each is shown once and revoked for good. */
export function apiKeysPages(pages: Pages): void {
  pages.get('/api-keys', showKeys);
  pages.get('/api-keys/new', (context) => showNew(context));
  pages.post('/api-keys/new', (context) =>
    attempt(
      () => create(context),
      (problem) => showNew(context, problem),
    ),
  );
  pages.get('/api-keys/:id/revoke', (context) => askToRevoke(context));
  pages.post('/api-keys/:id/revoke', (context) =>
    attempt(
      () => revoke(context),
      (problem) => askToRevoke(context, problem),
    ),
  );
}

async function showKeys(context: PageContext): Promise<void> {
  const keys = await readAll<ApiKey>(context, LIST);
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'API keys',
    heading: 'API keys',
    intro: 'A key acts as the user who made it. Keep keys like passwords.',
    action: 'Make an API key',
    actionHref: '/api-keys/new',
    table: tableData({
      caption: 'API keys',
      columns: [
        { label: 'Name' },
        { label: 'Begins with' },
        { label: 'May do' },
        { label: 'Expires' },
        { label: 'Made' },
        { label: '' },
      ],
      rows: keys.map(({ id, name, prefix, scopes, expiresAt, createdAt }) => ({
        id,
        name,
        cells: [
          { text: name },
          { text: prefix, code: true },
          { text: scopes === null ? 'All that the role allows' : scopes.join(', ') },
          expiresAt === null ? { text: 'Never' } : timeCell(expiresAt),
          timeCell(createdAt),
          { text: 'Revoke', href: `/api-keys/${id}/revoke` },
        ],
      })),
      empty: {
        title: 'No API key yet',
        text: 'Programs call the API with a key. It is shown once, when you make it.',
        href: '/api-keys/new',
        action: 'Make an API key',
        primary: true,
      },
    }),
  });
}

function showNew(context: PageContext, problem?: Problem): void {
  const page: FormPage = {
    title: 'Make an API key',
    backHref: '/api-keys',
    backLabel: 'API keys',
    action: '/api-keys/new',
    button: 'Make the key',
    groups: [
      {
        fields: [
          { name: 'name', label: 'Name', required: true, help: 'What the key is for.' },
          {
            name: 'expiresAt',
            label: 'Expires',
            inputType: 'date',
            help: 'Empty: never. Otherwise at midnight UTC.',
          },
          {
            name: 'scopes',
            label: 'May do',
            kind: 'choices',
            help: 'None ticked: all that your role allows, now and later.',
            options: SCOPES.filter((scope) => context.caller.scopes.has(scope)).map((scope) => ({
              value: scope,
              label: scope,
            })),
          },
        ],
      },
    ],
    values: context.form,
  };
  showFormPage(context, page, problem);
}

async function create(context: PageContext): Promise<void> {
  const { form, key } = context;
  const scopes = textsOf(form, 'scopes');
  const day = textOf(form, 'expiresAt').trim();
  const body = {
    name: textOf(form, 'name'),
    ...(scopes.length > 0 && { scopes }),
    ...(day !== '' && { expiresAt: `${day}T00:00:00Z` }),
  };
  const made = await read<CreatedApiKey>(context, 'post /v1/api-keys', { body, key });
  sendScreen(context, 'secret', {
    title: 'Your new API key',
    heading: 'Your new API key',
    intro:
      made.key === null
        ? 'The key was shown before and is kept nowhere. Revoke it and make another one.'
        : 'This is the only time that the key is shown. Copy it now and keep it in a safe place.',
    label: made.name,
    secret: made.key ?? '',
    backHref: '/api-keys',
    backLabel: 'API keys',
    data: details([['Expires', made.expiresAt === null ? 'Never' : moment(made.expiresAt)]]),
  });
}

async function askToRevoke(context: PageContext, problem?: Problem): Promise<void> {
  const id = String(context.request.params['id']);
  const found = (await readAll<ApiKey>(context, LIST)).find((one) => one.id === id);
  const page: FormPage = {
    title: 'Revoke this API key?',
    intro: `${markedName(found?.name ?? 'The key')} stops working at once. This cannot be undone.`,
    backHref: '/api-keys',
    backLabel: 'API keys',
    action: `/api-keys/${encodeURIComponent(id)}/revoke`,
    button: 'Revoke the key',
    danger: true,
    groups: [],
    values: {},
  };
  showFormPage(context, page, problem);
}

async function revoke(context: PageContext): Promise<void> {
  await callApi(context, 'delete /v1/api-keys/{id}', {
    params: { id: String(context.request.params['id']) },
  });
  goTo(context, '/api-keys', { kind: 'good', text: 'The key was revoked.' });
}
