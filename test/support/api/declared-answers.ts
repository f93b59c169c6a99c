import { endpoints } from '../../../api/endpoints';
import type { ResponseSpec } from '../../../api/http/endpoint';
import { problemCodesOf } from '../../../api/http/reference/problem-codes';
import type { ProblemCode } from '../../../api/http/problem';

const known = endpoints.map((endpoint) => ({
  endpoint,
  method: endpoint.method.toUpperCase(),
  pattern: new RegExp(`^${endpoint.path.replace(/\./g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}$`),
  codes: problemCodesOf(endpoint),
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
    const { code } = body as { readonly code: ProblemCode };
    if (!codes.has(code)) complain(code);
    return;
  }
  const spec: ResponseSpec | undefined = endpoint.responses[status];
  if (spec === undefined) complain('at all');
  if (spec?.schema === undefined || !type.includes('application/json')) return;
  const parsed = spec.schema.safeParse(body);
  if (!parsed.success) complain(`like this: ${parsed.error.message}`);
}
