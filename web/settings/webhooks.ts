import * as api from '../../api';
import { WEBHOOK_EVENT_TYPES } from '../../workflows/contract';
import { newWebhookEndpoint } from '../../api/webhooks/schema';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { ItemOf } from '../kit/api-call';
import { choices, form, text } from '../kit/codec';
import { fromNow, httpAnswer } from '../kit/format';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { formPage, listPage } from '../kit/resource';
import { type Column, details, tableData, timeCell, type Tone } from '../kit/tables';

type Endpoint = JsonBodyOf<typeof api.getWebhookEndpointsById>;
type WithSecret = JsonBodyOf<typeof api.postWebhookEndpoints>;
type Delivery = ItemOf<typeof api.getWebhookEndpointsByIdDeliveries>;

const WEBHOOKS = { path: '/webhooks', title: 'Webhooks' };
const ADD = 'Add endpoint';
const TONES: Readonly<Record<Delivery['state'], Tone>> = {
  pending: 'info',
  delivered: 'good',
  failed: 'bad',
};

const STATES: Readonly<Record<Delivery['state'], string>> = {
  pending: 'Pending',
  delivered: 'Delivered',
  failed: 'Failed',
};

const COLUMNS: readonly Column<Endpoint>[] = [
  { label: 'Address', cell: ({ id, url }) => ({ text: url, href: `/webhooks/${id}`, strong: true }) },
  { label: 'Events', cell: ({ events }) => (isAll(events) ? t('All') : String(events.length)) },
  { label: 'Status', cell: statusOf },
  { label: 'Last success', cell: ({ lastSuccessAt }) => timeCell(lastSuccessAt, 'Not yet') },
  { label: 'Added', cell: ({ createdAt }) => timeCell(createdAt) },
];

const NEW = form(newWebhookEndpoint, {
  url: text('Address', { inputType: 'url', wide: true, help: 'https, and not a private address.' }),
  events: choices('Events', {
    options: WEBHOOK_EVENT_TYPES.map((type) => ({ value: type, label: type })),
    help: 'None ticked: every event.',
  }),
});

/** Where events are sent to, what became of each, and sending one again. */
export function webhooksPages(pages: Pages): void {
  listPage(pages, {
    ...WEBHOOKS,
    intro:
      'Usher posts events of your invitations and partners to these addresses, signed by the Standard Webhooks specification.',
    add: { label: ADD, endpoint: api.postWebhookEndpoints },
    load: async (context) => ({
      items: await context.callAll(api.getWebhookEndpoints),
      columns: COLUMNS,
    }),
    empty: {
      title: 'No webhook yet',
      text: 'Add an address, and your systems learn of every step of an invitation within seconds.',
      href: '/webhooks/new',
      action: ADD,
      primary: true,
    },
  });
  formPage(pages, {
    path: '/webhooks/new',
    back: WEBHOOKS,
    view: () => ({ title: 'Add webhook endpoint', form: NEW, button: ADD }),
    save: async (context) => {
      const body = NEW.body(context.form);
      showSecret(context, await context.submit(api.postWebhookEndpoints, body));
    },
  });
  pages.get('/webhooks/:id', showEndpoint);
  pages.post('/webhooks/:id/resume', async (context) => {
    await context.submit(api.postWebhookEndpointsByIdResume);
    context.done(pathOf(context), 'Events are sent again. What was missed can be replayed below.');
  });
  pages.post('/webhooks/:id/rotate-secret', async (context) => {
    showSecret(context, await context.submit(api.postWebhookEndpointsByIdRotateSecret, {}));
  });
  pages.post('/webhooks/:id/delete', async (context) => {
    await context.call(api.deleteWebhookEndpointsById);
    context.done(WEBHOOKS.path, 'The endpoint was removed.');
  });
  pages.post('/webhooks/:id/replay', async (context) => {
    const input = { params: { deliveryId: context.text('deliveryId') }, key: context.key };
    await context.call(api.postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay, input);
    context.done(pathOf(context), 'The event is being delivered again.');
  });
}

const pathOf = (context: PageContext): string => `/webhooks/${encodeURIComponent(context.param())}`;
const isAll = (events: readonly string[]): boolean => events.length === WEBHOOK_EVENT_TYPES.length;

function statusOf({ status }: Endpoint) {
  return status === 'active'
    ? ({ text: 'Active', badge: 'good' } as const)
    : ({ text: 'Paused', badge: 'bad' } as const);
}

function showSecret(context: PageContext, { id, url, secret }: WithSecret): void {
  context.show('secret', {
    title: 'Signing secret',
    intro:
      secret === null
        ? 'The secret was shown before. Rotate it to see a new one.'
        : 'This is the only time that the secret is shown. Your receiver needs it to check signatures.',
    label: url,
    secret: secret ?? '',
    backHref: `/webhooks/${id}`,
    backLabel: 'Webhook',
    data: [],
  });
}

async function showEndpoint(context: PageContext): Promise<void> {
  const states = Object.entries(STATES).map(([value, label]) => ({
    value,
    label: t(label),
    selected: value === context.query('state'),
  }));
  const query = { state: states.find(({ selected }) => selected)?.value, cursor: context.query('cursor') };
  const [one, { items, nextCursor }] = await Promise.all([
    context.call(api.getWebhookEndpointsById),
    context.call(api.getWebhookEndpointsByIdDeliveries, { query }),
  ]);
  const { text, badge: tone } = statusOf(one);
  const path = pathOf(context);
  context.show('webhook', {
    title: one.url,
    tone,
    statusLabel: t(text),
    statusText: one.notice?.detail,
    mayResume: one.status !== 'active',
    selfHref: path,
    data: details([
      ['Events', isAll(one.events) ? t('All') : one.events.join('\n')],
      ['Last success', one.lastSuccessAt === null ? t('Not yet') : fromNow(one.lastSuccessAt)],
      ['Failures in a row', String(one.consecutiveFailures)],
      ['Old secret valid until', one.oldSecretValidUntil && fromNow(one.oldSecretValidUntil)],
    ]),
    states,
    table: tableData({
      caption: 'Deliveries',
      columns: deliveryColumns(path),
      items,
      at: { path, query, nextCursor },
      empty: {
        title: 'No deliveries',
        text: 'Events of invitations and partners appear here as soon as they happen.',
      },
    }),
  });
}

const deliveryColumns = (path: string): readonly Column<Delivery>[] => [
  {
    label: 'Event',
    cell: ({ type, replayOf }) => ({
      text: type,
      code: true,
      below: replayOf === null ? undefined : t('replay'),
    }),
  },
  {
    label: 'Partner',
    cell: ({ payload: { data } }) => ({
      text: data.partnerName,
      href: 'program' in data ? `/invitations/${data.invitationId}` : `/partners/${data.partnershipId}`,
    }),
  },
  {
    label: 'State',
    cell: ({ state, nextAttemptAt }) => ({
      text: STATES[state],
      badge: TONES[state],
      below: nextAttemptAt === null ? undefined : t('next {{when}}', { when: fromNow(nextAttemptAt) }),
    }),
  },
  { label: 'Attempts', cell: ({ attempts }) => String(attempts.length) },
  { label: 'Last answer', cell: lastAnswer },
  { label: 'Created', cell: ({ createdAt }) => timeCell(createdAt) },
  {
    label: '',
    cell: ({ id, type, state }) =>
      state === 'pending'
        ? {}
        : {
            buttons: [
              { label: 'Replay', about: type, action: `${path}/replay`, name: 'deliveryId', value: id },
            ],
          },
  },
];

function lastAnswer({ attempts, error }: Delivery): string {
  const last = attempts.at(-1);
  if (last === undefined) return error ?? '';
  return last.status === null ? (last.error ?? t('No answer')) : httpAnswer(last.status, last.durationMs);
}
