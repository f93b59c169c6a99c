import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Connection } from './connection';
import { CliError, REFUSED, UNREACHABLE, USAGE } from './failures';

/** One call: JSON in `body`, or bytes with their own content type. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
  readonly file?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly accept?: string;
  /** Signs with the instance key instead of the account's. */
  readonly asInstance?: boolean;
}

const TIMEOUT_MS = 60_000;

const problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  code: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

/** Speaks HTTP with one Usher. */
export class Client {
  constructor(private readonly connection: Connection) {}

  get url(): string {
    return this.connection.url;
  }

  /** The parsed JSON of the answer. */
  async json(call: Call): Promise<unknown> {
    const text = await this.text(call);
    return text === '' ? {} : JSON.parse(text);
  }

  /**
   * The text of the answer.
   *
   * @throws {@link CliError} with the problem in one line, or when Usher cannot be reached
   */
  async text(call: Call): Promise<string> {
    const response = await this.send(call);
    const text = await response.text();
    if (response.ok) return text;
    throw new CliError(describeProblem(response.status, text), REFUSED);
  }

  /** Follows a list to its end. */
  async all(call: Call, limit: number): Promise<unknown[]> {
    const items: unknown[] = [];
    let cursor: string | undefined;
    do {
      const size = String(Math.min(100, limit - items.length));
      const page = pageOf(await this.json({ ...call, query: { ...call.query, limit: size, cursor } }));
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && items.length < limit);
    return items;
  }

  private async send(call: Call): Promise<Response> {
    const url = new URL(call.path, this.connection.url);
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, value);
    }
    try {
      return await fetch(url, {
        method: call.method,
        headers: this.headers(call),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...bodyOf(call),
      });
    } catch {
      throw new CliError(`Usher cannot be reached at ${this.connection.url}.`, UNREACHABLE);
    }
  }

  private headers({ method, accept, body, file, asInstance }: Call): Record<string, string> {
    const key = asInstance ? this.connection.instanceKey : this.connection.apiKey;
    if (key === undefined) {
      throw new CliError(`Set ${asInstance ? 'USHER_INSTANCE_KEY' : 'USHER_API_KEY'}.`, USAGE);
    }
    return {
      Authorization: `Bearer ${key}`,
      Accept: accept ?? 'application/json',
      ...(method === 'POST' && { 'Idempotency-Key': randomUUID() }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(file && { 'Content-Type': file.type }),
    };
  }
}

const page = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });
const pageOf = (answer: unknown) => page.parse(answer);

function bodyOf({ body, file }: Call): Pick<RequestInit, 'body'> {
  if (file) return { body: file.bytes };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

function describeProblem(status: number, text: string): string {
  const parsed = problem.safeParse(tryJson(text));
  if (!parsed.success) return `Usher answered ${status}.`;
  const { title, detail, code, errors = [] } = parsed.data;
  const lines = errors.map((error) => `  ${error.pointer}: ${error.detail}`);
  return [`${detail ?? title} (${status} ${code})`, ...lines].join('\n');
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
