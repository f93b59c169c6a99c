import * as api from '../../api';
import { markedName } from '../../templates/marks';
import { newApiKey, rotation } from '../../api/api-keys/schema';
import { SCOPES } from '../../domain/accounts/roles';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { ItemOf } from '../kit/api-call';
import { choices, control, form, select, text } from '../kit/codec';
import { fromNow, moment } from '../kit/format';
import { sentences, t } from '../kit/reader';
import type { PageContext, Pages } from '../kit/page-context';
import { formPage, listPage } from '../kit/resource';
import { type Cell, type Column, details, timeCell } from '../kit/tables';

type ApiKey = ItemOf<typeof api.getApiKeys>;
type CreatedApiKey = JsonBodyOf<typeof api.postApiKeys>;

const KEYS = { path: '/api-keys', title: 'API keys' };
const MAKE = 'Make an API key';

const columnsFor = ({ me }: PageContext): readonly Column<ApiKey>[] => [
  { label: 'Name', cell: ({ name, ...life }) => ({ text: name, below: lifeOf(life) }) },
  { label: 'Begins with', cell: ({ prefix, old }) => ({ text: prefix, code: true, below: oldKey(old) }) },
  { label: 'May do', cell: ({ scopes }) => scopes?.join(', ') ?? t('All that the role allows') },
  { label: 'Expires', cell: expiryOf },
  {
    label: '',
    cell: ({ id, userId }) =>
      userId === me.user.id ? { text: t('Rotate'), href: `/api-keys/${id}/rotate` } : {},
  },
  { label: '', cell: ({ id }) => ({ text: t('Revoke'), href: `/api-keys/${id}/revoke` }) },
];

function lifeOf({ createdAt, lastUsedAt }: Pick<ApiKey, 'createdAt' | 'lastUsedAt'>): string {
  const made = fromNow(createdAt);
  return lastUsedAt === null
    ? t('Made {{made}}, not used yet', { made })
    : t('Made {{made}}, last used {{used}}', { made, used: fromNow(lastUsedAt) });
}

/** Keys that end within this time are pointed out. */
const SOON_MS = 14 * 24 * 3600 * 1000;

function expiryOf({ expiresAt }: ApiKey): Cell {
  if (expiresAt === null) return { text: t('Never') };
  const leftMs = Date.parse(expiresAt) - Date.now();
  if (leftMs > SOON_MS) return timeCell(expiresAt);
  return leftMs > 0
    ? { text: 'Expires soon', badge: 'warn', below: fromNow(expiresAt) }
    : { text: 'Expired', badge: 'bad', below: fromNow(expiresAt) };
}

function oldKey(old: ApiKey['old']): string | undefined {
  if (old === null) return undefined;
  const { prefix: key, lastUsedAt, validUntil } = old;
  const ends = fromNow(validUntil);
  return lastUsedAt === null
    ? t('{{key}} ends {{ends}}, not used', { key, ends })
    : t('{{key}} ends {{ends}}, last used {{used}}', { key, ends, used: fromNow(lastUsedAt) });
}

/** Keys for programs; each is shown once and revoked for good. */
export function apiKeysPages(pages: Pages): void {
  listPage(pages, {
    ...KEYS,
    intro: 'A key acts as the user who made it. Keep keys like passwords.',
    add: { label: MAKE, endpoint: api.postApiKeys },
    load: async (context) => ({ items: await readKeys(context), columns: columnsFor(context) }),
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
  rotatePage(pages);
  formPage(pages, {
    path: '/api-keys/:id/revoke',
    back: KEYS,
    view: async (context) => {
      const found = await readKey(context);
      return {
        title: 'Revoke this API key?',
        intro: t('{{key}} stops working at once. This cannot be undone.', { key: nameOf(found) }),
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

/** A new key in the place of one of the visitor's own. */
function rotatePage(pages: Pages): void {
  formPage(pages, {
    path: '/api-keys/:id/rotate',
    back: KEYS,
    view: async (context) => {
      const found = await readKey(context);
      return {
        title: 'Rotate this API key',
        intro: sentences(
          t('You get a new key for {{key}}, with the same scopes. Until the old one ends, both work.', {
            key: nameOf(found),
          }),
          stillOpen(found),
        ),
        form: ROTATION,
        known: { oldKeyValidFor: 'P1D' },
        button: 'Rotate the key',
      };
    },
    save: async (context) => {
      const body = ROTATION.body(context.form);
      showKey(context, await context.submit(api.postApiKeysByIdRotate, body));
    },
  });
}

/** What a second rotation would end before its time. */
const stillOpen = (found: ApiKey | undefined): string =>
  found?.old == null
    ? ''
    : t('The key {{key}}, which was rotated before, ends at once.', { key: found.old.prefix });

const nameOf = (found: ApiKey | undefined): string => (found ? markedName(found.name) : t('The key'));

const readKeys = (context: PageContext) => context.callAll(api.getApiKeys);
const readKey = async (context: PageContext) =>
  (await readKeys(context)).find(({ id }) => id === context.param());

const expires = (help: string) =>
  control(
    'Expires',
    undefined,
    { inputType: 'date', help, mayMiss: true },
    (day) => day && `${day}T00:00:00Z`,
  );

const ROTATION = form(rotation, {
  oldKeyValidFor: select('Old key works for', {
    mayMiss: true,
    options: [
      { value: 'PT0S', label: 'It ends at once' },
      { value: 'PT1H', label: '1 hour' },
      { value: 'P1D', label: '1 day' },
      { value: 'P7D', label: '7 days' },
      { value: 'P30D', label: '30 days' },
    ],
  }),
  expiresAt: expires('Of the new key. Empty: as it is now.'),
});

const formOf = ({ caller }: PageContext) =>
  form(newApiKey, {
    name: text('Name', { help: 'What the key is for.' }),
    expiresAt: expires('Empty: never. Otherwise at midnight UTC.'),
    scopes: choices('May do', {
      help: 'None ticked: all that your role allows, now and later.',
      options: SCOPES.filter((scope) => caller.scopes.has(scope)).map((value) => ({ value, label: value })),
    }),
  });

function showKey(context: PageContext, { name, key, expiresAt, old }: CreatedApiKey): void {
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
    data: details([
      ['Expires', expiresAt === null ? t('Never') : moment(expiresAt)],
      ['Old key works until', old && moment(old.validUntil)],
    ]),
  });
}
