import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { defined } from '../../../domain/defined';
import type { Access, Endpoint, ResponseSpec } from '../endpoint';
import { keepsAnswers, problemsByStatus } from './problem-codes';
import { WEBHOOK_EVENTS, type WebhookEventType } from '../../../workflows/contract';
import { problemSchema } from '../schemas/problem';
import { payloadOfEvent, webhookHeaders } from '../../webhooks/schema';
import { z } from '../schemas/zod';

const idempotencyHeader = z.object({
  'Idempotency-Key': z.string().min(1).max(200).optional().openapi({
    description:
      'Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside.',
  }),
});

const conditions = z.object({
  'If-Match': z.string().max(1_000).optional().openapi({
    description:
      'The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins.',
    example: '"5f1d7a84db00d2fce00b31a7fc73224f"',
  }),
  'If-None-Match': z
    .string()
    .max(1_000)
    .optional()
    .openapi({ description: '`*`: only if there is none yet, else 412.', example: '*' }),
});

const etag = z.object({
  ETag: z
    .string()
    .openapi({ description: 'Names what was read; the endpoint that changes it takes it as If-Match.' }),
});

/** The OpenAPI 3.1 document of the endpoints; made from the same values that serve them. */
export function openApiDocument(endpoints: readonly Endpoint[], publicUrl: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key of an account, or the instance key where the endpoint says so.',
  });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'usher_session',
    description: 'The cookie of POST /v1/session; calls that change something also need X-CSRF-Token.',
  });
  for (const endpoint of endpoints) registry.registerPath(routeOf(endpoint));
  for (const event of WEBHOOK_EVENTS) registry.registerWebhook(webhookOf(event));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Usher',
      version: '1',
      description: 'Durable partner invitations. Errors are problem+json; docs/errors.md lists every code.',
    },
    servers: [{ url: publicUrl }],
  });
}

function routeOf(endpoint: Endpoint): RouteConfig {
  const body = bodyOf(endpoint);
  return {
    method: endpoint.method,
    path: endpoint.path,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    operationId: operationId(endpoint),
    security: securityOf(endpoint.access),
    ...(typeof endpoint.access === 'object' && {
      description: `Needs the scope ${scopesOf(endpoint.access)}.`,
    }),
    request: {
      ...defined({ params: endpoint.params, query: endpoint.query }),
      ...headersOf(endpoint),
      ...(body && { body }),
    },
    responses: responsesOf(endpoint),
    'x-problems': problemsByStatus(endpoint),
  };
}

function headersOf(endpoint: Endpoint): Pick<NonNullable<RouteConfig['request']>, 'headers'> {
  const shape = {
    ...(keepsAnswers(endpoint) && idempotencyHeader.shape),
    ...(endpoint.edits && conditions.shape),
    ...endpoint.headers?.shape,
  };
  return Object.keys(shape).length === 0 ? {} : { headers: z.object(shape) };
}

/** The group of an endpoint in the description, by the first word of its path. */
const TAGS: Readonly<Record<string, string>> = {
  accounts: 'instance',
  'api-keys': 'people',
  'approval-chat': 'webhooks',
  'audit-log': 'audit',
  'email-events': 'email events',
  folders: 'workspaces',
  'invitation-decisions': 'invitations',
  'invitation-imports': 'imports',
  me: 'session',
  'partner-explorer': 'partners',
  'password-resets': 'session',
  'read-model': 'instance',
  roles: 'people',
  stats: 'statistics',
  suppressions: 'email events',
  users: 'people',
  'webhook-endpoints': 'webhooks',
};

function tagOf({ path }: Endpoint): string {
  const [, version, word = ''] = path.split('/');
  return version === 'v1' ? (TAGS[word] ?? word) : 'operations';
}

/** `getInvitationsById` from `GET /v1/invitations/{id}`. */
export function operationId({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  const words = path
    .replace(/^\/v1/, '')
    .replace(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** What Usher posts to the endpoints of an account; docs/webhooks.md says how to verify it. */
function webhookOf({ type, when }: (typeof WEBHOOK_EVENTS)[number]): RouteConfig {
  return {
    method: 'post',
    path: type,
    summary: summaryOf(type),
    description: `When: ${when}.`,
    tags: ['webhooks'],
    operationId: type.replace(/\W(\w)/g, (_, letter: string) => letter.toUpperCase()),
    security: [],
    request: {
      headers: webhookHeaders,
      body: { required: true, content: { 'application/json': { schema: payloadOfEvent(type) } } },
    },
    responses: {
      '2XX': {
        description: 'Taken. Any other answer is tried again for three days; 410 pauses the endpoint.',
      },
    },
  };
}

function summaryOf(type: WebhookEventType): string {
  const [subject, word = ''] = type.split('.');
  return subject === 'invitation'
    ? `Sent when an invitation's timeline gets the entry \`${word}\``
    : `Sent when a ${subject} changes: \`${word}\``;
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'public') return [];
  if (access === 'session') return [{ session: [] }];
  if (access === 'instance-key') return [{ bearer: [] }];
  return [{ bearer: [] }, { session: [] }];
}

type BodyConfig = NonNullable<NonNullable<RouteConfig['request']>['body']>;

function bodyOf({ body, rawBody }: Endpoint): BodyConfig | undefined {
  const json = body === undefined ? {} : { 'application/json': { schema: body } };
  const raw = (rawBody?.contentTypes ?? []).map((type) => [
    type,
    { schema: rawBody?.schema ?? { type: 'string' as const, contentMediaType: type } },
  ]);
  const content = { ...json, ...(Object.fromEntries(raw) as Record<string, { schema: { type: 'string' } }>) };
  if (Object.keys(content).length === 0) return undefined;
  return { content, required: body !== undefined && !body.safeParse({}).success };
}

type Responses = RouteConfig['responses'];

function responsesOf(endpoint: Endpoint): Responses {
  const answers = Object.entries(endpoint.responses).map(([status, spec]) => [
    status,
    { ...responseOf(spec), ...(endpoint.versioned && { headers: etag }) },
  ]);
  const codes = Object.entries(problemsByStatus(endpoint)).map(
    ([status, names]) => `${status} ${names.join(', ')}`,
  );
  return {
    ...(Object.fromEntries(answers) as Responses),
    default: {
      description: `An error: ${codes.join('; ')}. See docs/errors.md.`,
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  };
}

function responseOf({ description, schema, contentType, alsoAs = [] }: ResponseSpec): Responses[string] {
  if (schema === undefined && contentType === undefined) return { description };
  const text = { schema: { type: 'string' as const } };
  const others = Object.fromEntries(alsoAs.map((type) => [type, text]));
  return {
    description,
    content: { [contentType ?? 'application/json']: schema === undefined ? text : { schema }, ...others },
  };
}

function scopesOf({ scope }: Extract<Access, object>): string {
  return [scope]
    .flat()
    .map((name) => `\`${name}\``)
    .join(' or ');
}
