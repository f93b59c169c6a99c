import { PROBLEMS, type ProblemCode } from '../../api/http/problem';
import type { describeApi } from '../../api/endpoints';
import {
  type Member,
  memberOf,
  membersOf,
  nameOf,
  sampleOf,
  type Schema,
  type Schemas,
  typeOf,
} from './schema';

type Description = ReturnType<typeof describeApi>;
type PathItem = NonNullable<Description['paths']>[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];
type Operation = NonNullable<PathItem[Method]>;

/** One operation of the API, or one event that is posted to webhooks. */
export interface Described {
  readonly id: string;
  readonly group: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly operation: Operation;
}

/** Every operation, by group as integrators meet them, then the events of webhooks. */
export function describedOperations({ paths = {}, webhooks = {} }: Description): readonly Described[] {
  const operations = Object.entries(paths).flatMap(([path, item]) => operationsOf(path, item));
  const events = Object.entries(webhooks).flatMap(([event, item]) =>
    operationsOf(event, item).map((described) => ({ ...described, group: EVENTS })),
  );
  return [...operations, ...events].sort((a, b) => rank(a.group) - rank(b.group));
}

function operationsOf(path: string, item: PathItem): Described[] {
  return METHODS.flatMap((method) => {
    const operation = item[method];
    if (operation === undefined) return [];
    const { operationId: id = '', tags: [group = ''] = [], summary = '' } = operation;
    return [{ id, group, method, path, summary, operation }];
  });
}

const EVENTS = 'events of webhooks';
const GROUPS = [
  'invitations',
  'imports',
  'partners',
  'partner-candidates',
  'workspaces',
  'documents',
  'programs',
  'people',
  'session',
  'sso',
  'webhooks',
  EVENTS,
  'email events',
  'statistics',
  'audit',
  'privacy',
  'public',
  'instance',
];

function rank(group: string): number {
  const at = GROUPS.indexOf(group);
  return at === -1 ? GROUPS.length : at;
}

/** All that the page of an operation shows. */
export function operationData(described: Described, { components }: Description, publicUrl: string) {
  const { operation, method, path, group } = described;
  const schemas: Schemas = components?.schemas ?? {};
  const isEvent = group === EVENTS;
  const [body] = contentsOf(operation.requestBody);
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status !== 'default');
  return {
    title: described.summary,
    method: method.toUpperCase(),
    path,
    isEvent,
    description: withCode(operation.description ?? ''),
    access: isEvent ? '' : accessOf(operation),
    parameters: parametersOf(operation),
    bodyType: body?.type,
    body: body && shown(body.schema, schemas),
    example: isEvent
      ? pretty(sampleOf(body?.schema ?? {}, schemas, true))
      : curl(described, body, schemas, publicUrl),
    exampleTitle: isEvent ? 'What is posted' : 'Example',
    answers: answers.map(([status, response]) => ({ status, ...answerOf(response as object, schemas) })),
    problems: problemsOf(operation),
  };
}

interface Content {
  readonly type: string;
  readonly schema: Schema;
}

function contentsOf(holder: object | undefined): Content[] {
  if (holder === undefined || !('content' in holder)) return [];
  const content = (holder.content ?? {}) as Readonly<Record<string, { readonly schema?: Schema }>>;
  return Object.entries(content).map(([type, { schema = {} }]) => ({ type, schema }));
}

/** The members of a schema, or its name where it has a page of its own. */
function shown(schema: Schema, schemas: Schemas) {
  const name = nameOf(schema);
  return {
    type: typeOf(schema),
    href: name === undefined ? undefined : `/docs/schemas/${name}`,
    members: membersOf(schema, schemas),
  };
}

function answerOf(response: object, schemas: Schemas) {
  const description = 'description' in response ? String(response.description) : '';
  const [content] = contentsOf(response);
  if (content === undefined) return { description };
  const isJson = content.type === 'application/json';
  return {
    description,
    mediaType: content.type,
    body: isJson ? shown(content.schema, schemas) : undefined,
    sample: isJson ? pretty(sampleOf(content.schema, schemas, true)) : undefined,
  };
}

function accessOf({ security = [] }: Operation): string {
  const schemes = security.flatMap((one) => Object.keys(one));
  if (schemes.length === 0) return 'Anybody, without a key.';
  if (schemes.includes('bearer') && schemes.includes('session')) return 'An API key, or a session.';
  return schemes.includes('bearer') ? 'The instance key.' : 'A session.';
}

function parametersOf({ parameters = [] }: Operation): (Member & { readonly where: string })[] {
  return parameters.flatMap((parameter) => {
    if (!('in' in parameter)) return [];
    const { name, in: where, required = false, schema = {}, description } = parameter;
    const described: Schema = description === undefined ? schema : { ...schema, description };
    return [{ ...memberOf(name, described, required), where }];
  });
}

function problemsOf(operation: object) {
  const byStatus = 'x-problems' in operation ? operation['x-problems'] : {};
  return Object.entries(byStatus as Readonly<Record<string, readonly ProblemCode[]>>).map(
    ([status, codes]) => ({
      status,
      codes: codes.map((code) => ({ code, title: PROBLEMS[code].title, href: `/docs/errors#${code}` })),
    }),
  );
}

function curl(
  { method, path, operation }: Described,
  body: Content | undefined,
  schemas: Schemas,
  url: string,
) {
  const isOpen = (operation.security ?? []).length === 0;
  const lines = [
    `curl -X ${method.toUpperCase()} '${url}${path}'`,
    ...(isOpen ? [] : [`-H "Authorization: Bearer $USHER_API_KEY"`]),
    ...(body === undefined ? [] : [`-H 'Content-Type: ${body.type}'`, `-d '${payload(body, schemas)}'`]),
  ];
  return lines.join(' \\\n  ');
}

function payload({ type, schema }: Content, schemas: Schemas): string {
  return type === 'application/json' ? pretty(sampleOf(schema, schemas, false)) : '@file';
}

/** A text in its parts; what stands between backticks is code. */
function withCode(text: string): readonly { readonly text: string; readonly code: boolean }[] {
  return text.split('`').map((part, index) => ({ text: part, code: index % 2 === 1 }));
}

/** JSON as people read it. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
