import type { IncomingHttpHeaders } from 'node:http';

/** What a call needs of the request that it came with; a page makes it up for the endpoints that it calls. */
export interface Origin {
  readonly ip: string;
  readonly requestId: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined;
  /** Whether the header Accept asks for CSV first. */
  readonly prefersCsv?: () => boolean;
}
