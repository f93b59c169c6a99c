import type { z } from 'zod';
import { WEBHOOK_EVENT_TYPES } from '../../workflows/contract';
import type { Problem } from '../../api/http/problem';
import type { webhookDelivery, webhookEndpoint, webhookEndpointWithSecret } from '../../api/webhooks/schema';
import { callApi, read, readAll, type ListOf } from '../kit/api-call';
import { attempt, showFormPage, type FormPage } from '../kit/form-page';
import { fromNow } from '../kit/format';
import { details } from '../invitations/detail-data';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { href, tableData, timeCell, type Tone } from '../kit/tables';
import { LIST_NOTHING } from './users';
import { queryOf, textOf, textsOf, type PageContext } from '../kit/page-context';

type Endpoint = z.output<typeof webhookEndpoint>;
type WithSecret = z.output<typeof webhookEndpointWithSecret>;
type Delivery = z.output<typeof webhookDelivery>;

const ONE = 'get /v1/webhook-endpoints/{id}';
const STATES = ['pending', 'delivered', 'failed'] as const;
const TONES: Readonly<Record<Delivery['state'], Tone>> = {
  pending: 'info',
  delivered: 'good',
  failed: 'bad',
};

/** Where events are sent to, what became of each, and sending one again. */
export function webhooksPages(pages: Pages): void {
  pages.get('/webhooks', showEndpoints);
  pages.get('/webhooks/new', (context) => showNew(context));
  pages.post('/webhooks/new', (context) =>
    attempt(
      () => create(context),
      (problem) => showNew(context, problem),
    ),
  );
  pages.get('/webhooks/:id', showEndpoint);
  pages.post('/webhooks/:id/resume', async (context) => {
    await callApi(context, 'post /v1/webhook-endpoints/{id}/resume', {
      params: paramsOf(context),
      key: context.key,
    });
    goTo(context, pathOf(context), {
      kind: 'good',
      text: 'Events are sent again. What was missed can be replayed below.',
    });
  });
  pages.post('/webhooks/:id/rotate-secret', async (context) => {
    const route = 'post /v1/webhook-endpoints/{id}/rotate-secret';
    showSecret(
      context,
      await read<WithSecret>(context, route, { params: paramsOf(context), body: {}, key: context.key }),
    );
  });
  pages.post('/webhooks/:id/delete', async (context) => {
    await callApi(context, 'delete /v1/webhook-endpoints/{id}', { params: paramsOf(context) });
    goTo(context, '/webhooks', { kind: 'good', text: 'The endpoint was removed.' });
  });
  pages.post('/webhooks/:id/replay', async (context) => {
    const params = { ...paramsOf(context), deliveryId: textOf(context.form, 'deliveryId') };
    const route = 'post /v1/webhook-endpoints/{id}/deliveries/{deliveryId}/replay';
    await callApi(context, route, { params, key: context.key });
    goTo(context, pathOf(context), { kind: 'good', text: 'The event is being delivered again.' });
  });
}

const paramsOf = ({ request }: PageContext) => ({ id: String(request.params['id']) });
const pathOf = (context: PageContext): string => `/webhooks/${encodeURIComponent(paramsOf(context).id)}`;

async function showEndpoints(context: PageContext): Promise<void> {
  const endpoints = await readAll<Endpoint>(context, 'get /v1/webhook-endpoints');
  sendScreen(context, 'list', {
    ...LIST_NOTHING,
    title: 'Webhooks',
    heading: 'Webhooks',
    intro:
      'Usher posts events of your invitations to these addresses, signed by the Standard Webhooks specification.',
    action: 'Add endpoint',
    actionHref: '/webhooks/new',
    table: tableData({
      caption: 'Webhook endpoints',
      columns: [
        { label: 'Address' },
        { label: 'Events' },
        { label: 'Status' },
        { label: 'Last success' },
        { label: 'Added' },
      ],
      rows: endpoints.map(({ id, url, events, status, lastSuccessAt, createdAt }) => ({
        id,
        name: url,
        cells: [
          { text: url, href: `/webhooks/${id}`, strong: true },
          { text: events.length === WEBHOOK_EVENT_TYPES.length ? 'All' : String(events.length) },
          status === 'active' ? { text: 'Active', badge: 'good' } : { text: 'Paused', badge: 'bad' },
          lastSuccessAt === null ? { text: 'Not yet' } : timeCell(lastSuccessAt),
          timeCell(createdAt),
        ],
      })),
      empty: {
        title: 'No webhook yet',
        text: 'Add an address, and your systems learn of every step of an invitation within seconds.',
        href: '/webhooks/new',
        action: 'Add endpoint',
        primary: true,
      },
    }),
  });
}

function showNew(context: PageContext, problem?: Problem): void {
  const options = WEBHOOK_EVENT_TYPES.map((type) => ({ value: type, label: type }));
  const page: FormPage = {
    title: 'Add webhook endpoint',
    backHref: '/webhooks',
    backLabel: 'Webhooks',
    action: '/webhooks/new',
    button: 'Add endpoint',
    groups: [
      {
        fields: [
          {
            name: 'url',
            label: 'Address',
            inputType: 'url',
            required: true,
            wide: true,
            help: 'https, and not a private address.',
          },
          { name: 'events', label: 'Events', kind: 'choices', options, help: 'None ticked: every event.' },
        ],
      },
    ],
    values: context.form,
  };
  showFormPage(context, page, problem);
}

async function create(context: PageContext): Promise<void> {
  const events = textsOf(context.form, 'events');
  const body = { url: textOf(context.form, 'url'), ...(events.length > 0 && { events }) };
  showSecret(
    context,
    await read<WithSecret>(context, 'post /v1/webhook-endpoints', { body, key: context.key }),
  );
}

function showSecret(context: PageContext, { id, url, secret }: WithSecret): void {
  sendScreen(context, 'secret', {
    title: 'Signing secret',
    heading: 'Signing secret',
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
  const params = paramsOf(context);
  const state = STATES.find((one) => one === queryOf(context, 'state'));
  const cursor = queryOf(context, 'cursor');
  const [one, { items, nextCursor }] = await Promise.all([
    read<Endpoint>(context, ONE, { params }),
    read<ListOf<Delivery>>(context, 'get /v1/webhook-endpoints/{id}/deliveries', {
      params,
      query: { state, cursor },
    }),
  ]);
  const isActive = one.status === 'active';
  sendScreen(context, 'webhook', {
    title: one.url,
    url: one.url,
    tone: isActive ? 'good' : 'bad',
    statusLabel: isActive ? 'Active' : 'Paused',
    statusText: one.notice?.detail,
    mayResume: !isActive,
    selfHref: pathOf(context),
    data: details([
      ['Events', one.events.length === WEBHOOK_EVENT_TYPES.length ? 'All' : one.events.join('\n')],
      ['Last success', one.lastSuccessAt === null ? 'Not yet' : fromNow(one.lastSuccessAt)],
      ['Failures in a row', String(one.consecutiveFailures)],
      ['Old secret valid until', one.oldSecretValidUntil === null ? null : fromNow(one.oldSecretValidUntil)],
    ]),
    states: STATES.map((value) => ({ value, label: value, selected: value === state })),
    table: deliveriesTable(pathOf(context), items, { state, cursor, nextCursor }),
  });
}

function deliveriesTable(
  path: string,
  items: readonly Delivery[],
  {
    state,
    cursor,
    nextCursor,
  }: { state: string | undefined; cursor: string | undefined; nextCursor: string | null },
) {
  return tableData({
    caption: 'Deliveries',
    columns: [
      { label: 'Event' },
      { label: 'Invitation' },
      { label: 'State' },
      { label: 'Attempts' },
      { label: 'Last answer' },
      { label: 'Created' },
      { label: '' },
    ],
    rows: items.map((one) => ({
      id: one.id,
      name: one.type,
      cells: [
        { text: one.type, code: true, sub: one.replayOf === null ? undefined : 'replay' },
        {
          text: one.payload.data.partnerName,
          href: `/invitations/${one.payload.data.invitationId}`,
        },
        {
          text: one.state,
          badge: TONES[one.state],
          sub: one.nextAttemptAt === null ? undefined : `next ${fromNow(one.nextAttemptAt)}`,
        },
        { text: String(one.attempts.length) },
        { text: lastAnswer(one) },
        timeCell(one.createdAt),
        {
          buttons:
            one.state === 'pending'
              ? []
              : [
                  {
                    label: 'Replay',
                    about: one.type,
                    action: `${path}/replay`,
                    name: 'deliveryId',
                    value: one.id,
                  },
                ],
        },
      ],
    })),
    cursor,
    nextCursor,
    hrefWith: (changes) => href(path, { state, cursor, ...changes }),
    empty: { title: 'No deliveries', text: 'Events of invitations appear here as soon as they happen.' },
  });
}

function lastAnswer({ attempts, error }: Delivery): string {
  const last = attempts.at(-1);
  if (last === undefined) return error ?? '';
  return last.status === null ? (last.error ?? 'No answer') : `HTTP ${last.status} in ${last.durationMs} ms`;
}
