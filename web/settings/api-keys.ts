import * as api from '../../api';
import { markedName } from '../../templates/marks';
import { newApiKey } from '../../api/api-keys/schema';
import { SCOPES } from '../../domain/accounts/roles';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { ItemOf } from '../kit/api-call';
import { choices, control, form, text } from '../kit/codec';
import { moment } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { formPage, listPage } from '../kit/resource';
import { type Column, details, timeCell } from '../kit/tables';

type ApiKey = ItemOf<typeof api.getApiKeys>;
type CreatedApiKey = JsonBodyOf<typeof api.postApiKeys>;

const KEYS = { path: '/api-keys', title: 'API keys' };
const MAKE = 'Make an API key';

const COLUMNS: readonly Column<ApiKey>[] = [
  { label: 'Name', cell: ({ name }) => name },
  { label: 'Begins with', cell: ({ prefix }) => ({ text: prefix, code: true }) },
  { label: 'May do', cell: ({ scopes }) => scopes?.join(', ') ?? 'All that the role allows' },
  { label: 'Expires', cell: ({ expiresAt }) => timeCell(expiresAt, 'Never') },
  { label: 'Made', cell: ({ createdAt }) => timeCell(createdAt) },
  { label: '', cell: ({ id }) => ({ text: 'Revoke', href: `/api-keys/${id}/revoke` }) },
];

/** Keys for programs; each is shown once and revoked for good. */
export function apiKeysPages(pages: Pages): void {
  listPage(pages, {
    ...KEYS,
    intro: 'A key acts as the user who made it. Keep keys like passwords.',
    add: { label: MAKE, endpoint: api.postApiKeys },
    load: async (context) => ({ items: await readKeys(context), columns: COLUMNS }),
    empty: {
      title: 'No API key yet',
      text: 'Programs call the API with a key. It is shown once, when you make it.',
      href: '/api-keys/new',
      action: MAKE,
      primary: true,
    },
  });
  formPage(pages, {
    path: '/api-keys/new',
    back: KEYS,
    view: (context) => ({ title: MAKE, form: formOf(context), button: 'Make the key' }),
    save: async (context) => {
      const body = formOf(context).body(context.form);
      showKey(context, await context.submit(api.postApiKeys, body));
    },
  });
  formPage(pages, {
    path: '/api-keys/:id/revoke',
    back: KEYS,
    view: async (context) => {
      const found = (await readKeys(context)).find(({ id }) => id === context.param());
      return {
        title: 'Revoke this API key?',
        intro: `${markedName(found?.name ?? 'The key')} stops working at once. This cannot be undone.`,
        button: 'Revoke the key',
        danger: true,
      };
    },
    save: async (context) => {
      await context.call(api.deleteApiKeysById);
      context.done('/api-keys', 'The key was revoked.');
    },
  });
}

const readKeys = (context: PageContext) => context.callAll(api.getApiKeys);

const formOf = ({ caller }: PageContext) =>
  form(newApiKey, {
    name: text('Name', { help: 'What the key is for.' }),
    expiresAt: control(
      'Expires',
      undefined,
      { inputType: 'date', help: 'Empty: never. Otherwise at midnight UTC.' },
      (day) => day && `${day}T00:00:00Z`,
    ),
    scopes: choices('May do', {
      help: 'None ticked: all that your role allows, now and later.',
      options: SCOPES.filter((scope) => caller.scopes.has(scope)).map((value) => ({ value, label: value })),
    }),
  });

function showKey(context: PageContext, { name, key, expiresAt }: CreatedApiKey): void {
  context.show('secret', {
    title: 'Your new API key',
    intro:
      key === null
        ? 'The key was shown before and is kept nowhere. Revoke it and make another one.'
        : 'This is the only time that the key is shown. Copy it now and keep it in a safe place.',
    label: name,
    secret: key ?? '',
    backHref: KEYS.path,
    backLabel: KEYS.title,
    data: details([['Expires', expiresAt === null ? 'Never' : moment(expiresAt)]]),
  });
}
