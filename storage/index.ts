import type { RuntimeConfig } from '../config/runtime';
import type { DocumentScanner } from '../domain/documents/scanner';
import type { FileStorage } from '../domain/documents/storage';
import { HttpScanner } from './http-scanner';
import { S3Storage } from './s3-storage';

/** What the configuration puts in place of the database, and of no scanner. */
export interface ConfiguredStorage {
  /** Undefined: the database keeps the files. */
  readonly files: FileStorage | undefined;
  /** Undefined: nothing is scanned. */
  readonly scanner: DocumentScanner | undefined;
}

/** Where files are kept and who scans them, by the configuration. */
export function configuredStorage({ storage }: Pick<RuntimeConfig, 'storage'>): ConfiguredStorage {
  return {
    files: storage.s3 && new S3Storage(storage.s3),
    scanner: storage.scanner && new HttpScanner(storage.scanner),
  };
}
