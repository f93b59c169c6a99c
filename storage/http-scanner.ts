import { z } from 'zod';
import type { DocumentScanner, ScannedFile, Verdict } from '../domain/documents/scanner';
import { signatureHeaders } from '../domain/webhooks/standard-webhooks';

export interface HttpScannerOptions {
  readonly url: string;
  /** `whsec_...` */
  readonly secret: string;
  /** Default 15 s. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const READ_AT_MOST_CHARACTERS = 10_000;

const answer = z.object({ verdict: z.enum(['clean', 'infected']) });

/** A scanner of malware that is asked over signed HTTP (docs/documents.md): it gets the bytes and an ID, no names. */
export class HttpScanner implements DocumentScanner {
  constructor(private readonly options: HttpScannerOptions) {}

  async scan({ id, contentType, bytes }: ScannedFile): Promise<Verdict> {
    const { url, secret, timeoutMs = TIMEOUT_MS } = this.options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': contentType, ...signatureHeaders(id, bytes, [secret]) },
        body: new Uint8Array(bytes),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        return 'unknown';
      }
      return verdictIn(await response.text());
    } catch {
      return 'unknown';
    }
  }
}

/** Whatever is no plain answer is none. */
function verdictIn(text: string): Verdict {
  if (text.length > READ_AT_MOST_CHARACTERS) return 'unknown';
  try {
    return answer.parse(JSON.parse(text)).verdict;
  } catch {
    return 'unknown';
  }
}
