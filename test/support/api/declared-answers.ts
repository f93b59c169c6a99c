import { endpoints } from '../../../api/endpoints';
import type { Endpoint, JsonBodyOf, ResponseSpec } from '../../../api/http/endpoint';
import { problemCodesOf } from '../../../api/http/reference/problem-codes';
import { problemSchema } from '../../../api/http/schemas/problem';

const known = endpoints.map((endpoint) => ({
  endpoint,
  method: endpoint.method.toUpperCase(),
  pattern: new RegExp(`^${endpoint.path.replace(/\./g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}$`),
  codes: new Set<string>(problemCodesOf(endpoint)),
}));

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Throws unless the endpoint declares the answer: the status and the schema of its body, or the code of the problem. */
export function requireDeclared(method: string, path: string, { status, headers, body }: Answered): void {
  // As it is sent: `/v1/users/..` asks for `/v1/`.
  const { pathname } = new URL(path, 'http://usher.test');
  const found = known.find((one) => one.method === method && one.pattern.test(pathname));
  if (found === undefined) return;
  const { endpoint, codes } = found;
  const complain = (what: string) => {
    throw new Error(`${method} ${endpoint.path} declares no ${status} ${what}`);
  };
  const type = headers.get('content-type') ?? '';
  if (type.includes('problem+json')) {
    const { code } = problemSchema.parse(body);
    if (!codes.has(code)) complain(code);
    return;
  }
  const spec: ResponseSpec | undefined = endpoint.responses[status];
  if (spec === undefined) complain('at all');
  if (spec?.schema === undefined || !type.includes('application/json')) return;
  const parsed = spec.schema.safeParse(body);
  if (!parsed.success) complain(`like this: ${parsed.error.message}`);
}

/** The JSON body of an answer, parsed by the schema that its endpoint declares for the status. */
export function bodyOf<E extends Endpoint>(
  { method, path, responses }: E,
  { status, body }: Pick<Answered, 'status' | 'body'>,
): JsonBodyOf<E> {
  const schema = responses[status]?.schema;
  if (schema === undefined) throw new Error(`${method} ${path} declares no body for ${status}`);
  return schema.parse(body) as JsonBodyOf<E>;
}
