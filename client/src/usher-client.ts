import type { AnswerOf, ItemOf, ListPath, Method, PathsOf, RequestOf } from './operations';
import { send, type Call, type ClientOptions } from './send';

/** What may be said about any call. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** What may be said about a POST. */
export interface PostOptions extends CallOptions {
  /** Default: a new one for each call, the same in all its attempts. */
  readonly idempotencyKey?: string;
}

type With<M extends Method, P extends PathsOf<M>> = RequestOf<M, P> &
  (M extends 'post' ? PostOptions : CallOptions);

/** The request; it may be left out where the operation needs nothing. */
type Request<M extends Method, P extends PathsOf<M>> =
  Partial<With<M, P>> extends With<M, P> ? [request?: With<M, P>] : [request: With<M, P>];

/**
 * Calls one Usher. Paths, parameters, bodies and answers are typed by its OpenAPI document; every method
 * throws {@link ProblemError} when Usher refuses and {@link UnreachableError} when no answer comes.
 */
export class UsherClient {
  constructor(private readonly options: ClientOptions) {}

  get<P extends PathsOf<'get'>>(path: P, ...[request]: Request<'get', P>): Promise<AnswerOf<'get', P>> {
    return this.call('get', path, request);
  }

  /** Carries an Idempotency-Key, so that an attempt whose answer was lost counts once. */
  post<P extends PathsOf<'post'>>(path: P, ...[request]: Request<'post', P>): Promise<AnswerOf<'post', P>> {
    return this.call('post', path, request);
  }

  put<P extends PathsOf<'put'>>(path: P, ...[request]: Request<'put', P>): Promise<AnswerOf<'put', P>> {
    return this.call('put', path, request);
  }

  patch<P extends PathsOf<'patch'>>(
    path: P,
    ...[request]: Request<'patch', P>
  ): Promise<AnswerOf<'patch', P>> {
    return this.call('patch', path, request);
  }

  delete<P extends PathsOf<'delete'>>(
    path: P,
    ...[request]: Request<'delete', P>
  ): Promise<AnswerOf<'delete', P>> {
    return this.call('delete', path, request);
  }

  /** Everything in a list, fetched page by page as it is asked for; `query.limit` is the size of a page. */
  async *list<P extends ListPath>(path: P, ...[request]: Request<'get', P>): AsyncGenerator<ItemOf<P>, void> {
    const first: Call['request'] = request ?? {};
    let cursor = first.query?.['cursor'];
    do {
      const query = { ...first.query, cursor };
      const page: Page<ItemOf<P>> = await this.call('get', path, { ...first, query });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  private async call<Answer>(method: Method, path: string, request: Call['request'] = {}): Promise<Answer> {
    return (await send(this.options, { method, path, request })) as Answer;
  }
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
