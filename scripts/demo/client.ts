import type { InvitationView } from '../../api/invitations/schema';

export type { InvitationView } from '../../api/invitations/schema';

/** An answer as it came, whatever its status. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** An answer that was not what the caller needs; `problem` is the RFC 9457 document, if there was one. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
  constructor(
    call: string,
    readonly status: number,
    readonly problem: Readonly<Record<string, unknown>>,
  ) {
    super(`${call} answered ${status}: ${JSON.stringify(problem)}`);
  }
}

/** One e-mail of `/dev/inbox.json`. */
export interface InboxMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly template: string;
  readonly invitationId: string | null;
  readonly html: string;
  readonly links: readonly string[];
  readonly createdAt: string;
}

/** What the new partner sees after signing in. */
export interface WorkspaceView {
  readonly initialModule: string | null;
  readonly sharedFolders: readonly {
    readonly folderId: string;
    readonly name: string;
    readonly records: readonly { readonly name: string }[];
  }[];
}

export interface CallOptions {
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

/** Longest wait for one answer; the slowest call Usher allows itself takes about 4 s. */
const ANSWER_WITHIN_MS = 15_000;

/** Calls Usher's HTTP interface and nothing else, as one caller. */
export class UsherClient {
  constructor(
    readonly baseUrl: string,
    private readonly credential: Readonly<Record<string, string>> = {},
  ) {}

  /** The same instance as the holder of an API key. */
  withApiKey(apiKey: string): UsherClient {
    return new UsherClient(this.baseUrl, { Authorization: `Bearer ${apiKey}` });
  }

  /** The same instance as a user who signs in with a password. */
  async signIn(email: string, password: string): Promise<UsherClient> {
    const { status, headers, body } = await this.call('POST', '/v1/session', { body: { email, password } });
    if (status !== 204) throw new UnexpectedAnswer('POST /v1/session', status, asProblem(body));
    const cookie = headers.getSetCookie().map((text) => text.split(';', 1)[0]);
    const session = { Cookie: cookie.join('; ') };
    const reader = new UsherClient(this.baseUrl, session);
    const { csrfToken } = await reader.get<{ csrfToken: string }>('/v1/session');
    return new UsherClient(this.baseUrl, { ...session, 'X-CSRF-Token': csrfToken });
  }

  /** The same caller in a browser that was given one more cookie. */
  withCookie(cookie: string): UsherClient {
    const { Cookie: own, ...others } = this.credential;
    return new UsherClient(this.baseUrl, { ...others, Cookie: own ? `${own}; ${cookie}` : cookie });
  }

  /** One call; any status is an answer, only a broken connection throws. */
  async call<T = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const { body, idempotencyKey } = options;
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        ...this.credential,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : text) as T,
    };
  }

  /** @throws {@link UnexpectedAnswer} unless the status is 2xx */
  async get<T>(path: string): Promise<T> {
    return this.expectSuccess<T>('GET', path);
  }

  /** @throws {@link UnexpectedAnswer} unless the status is 2xx */
  async post<T>(path: string, body: unknown = {}, idempotencyKey?: string): Promise<T> {
    return this.expectSuccess<T>('POST', path, {
      body,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
  }

  /** @throws {@link UnexpectedAnswer} unless the status is 2xx */
  async put<T>(path: string, body: unknown): Promise<T> {
    return this.expectSuccess<T>('PUT', path, { body });
  }

  invitation(id: string): Promise<InvitationView> {
    return this.get<InvitationView>(`/v1/invitations/${id}`);
  }

  inbox(): Promise<readonly InboxMail[]> {
    return this.get<readonly InboxMail[]>('/dev/inbox.json');
  }

  private async expectSuccess<T>(method: string, path: string, options?: CallOptions): Promise<T> {
    const { status, body } = await this.call<T>(method, path, options);
    if (status < 200 || status > 299)
      throw new UnexpectedAnswer(`${method} ${path}`, status, asProblem(body));
    return body;
  }
}

/** The token in the link of an e-mail. */
export function tokenIn({ links }: InboxMail): string | undefined {
  for (const link of links) {
    const token = new URL(link).searchParams.get('token');
    if (token !== null && new URL(link).pathname === '/invitation') return token;
  }
  return undefined;
}

function asProblem(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...body } : { body };
}
