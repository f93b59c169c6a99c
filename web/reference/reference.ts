import type { Request, Response, Router } from 'express';
import type { ApiDeps } from '../../api/deps';
import { describeApi } from '../../api/endpoints';
import { found, PROBLEMS } from '../../api/http/problem';
import { sendScreen } from '../kit/respond';
import { type Described, describedOperations, operationData, pretty } from './operations';
import { membersOf, sampleOf, type Schemas } from './schema';

/** The reference of the API, made from its OpenAPI description; nobody has to sign in for it. */
export function referencePages(router: Router, { settings }: ApiDeps): void {
  const description = () => describeApi(settings.publicUrl);
  router.get('/docs', (request, response) =>
    showIndex(request, response, describedOperations(description())),
  );
  router.get('/docs/errors', (_request, response) => showErrors(response));
  router.get('/docs/operations/:id', (request, response) => {
    const one = found(describedOperations(description()).find(({ id }) => id === request.params.id));
    sendScreen(response, 'reference/operation', operationData(one, description(), settings.publicUrl));
  });
  router.get('/docs/schemas/:name', (request, response) => {
    const { name } = request.params;
    showSchema(response, name, description().components?.schemas ?? {});
  });
}

function showIndex({ query }: Request, response: Response, all: readonly Described[]): void {
  const asked = typeof query['q'] === 'string' ? query['q'].slice(0, 100) : '';
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = all.filter((one) => {
    const text = `${one.method} ${one.path} ${one.summary} ${one.group} ${one.id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const groups = [...new Set(hits.map(({ group }) => group))];
  sendScreen(response, 'reference/index', {
    title: 'API reference',
    asked,
    nothing: hits.length === 0,
    groups: groups.map((group) => ({
      name: group,
      id: group.replace(/\W+/g, '-'),
      operations: hits.filter((one) => one.group === group).map(lineOf),
    })),
  });
}

function lineOf({ id, method, path, summary }: Described) {
  return { href: `/docs/operations/${id}`, method: method.toUpperCase(), path, summary };
}

function showErrors(response: Response): void {
  const problems = Object.entries(PROBLEMS).map(([code, { status, title, help }]) => ({
    code,
    status,
    title,
    help,
  }));
  sendScreen(response, 'reference/errors', { title: 'Errors', problems });
}

function showSchema(response: Response, name: string, schemas: Schemas): void {
  const schema = found(Object.hasOwn(schemas, name) ? schemas[name] : undefined);
  sendScreen(response, 'reference/schema', {
    title: name,
    description: schema.description ?? '',
    members: membersOf(schema, schemas),
    sample: pretty(sampleOf(schema, schemas, true)),
  });
}
