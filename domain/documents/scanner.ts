/** What a scanner said about a file; `unknown` while it gives no answer. */
export type Verdict = 'clean' | 'infected' | 'unknown';

/** What a scanner is told of a file besides its bytes: nothing that a person typed. */
export interface ScannedFile {
  readonly id: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** Looks for malware; never throws, and answers within seconds. */
export interface DocumentScanner {
  scan(file: ScannedFile): Promise<Verdict>;
}
