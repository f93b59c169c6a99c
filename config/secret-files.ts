import { readFileSync } from 'node:fs';

/** Variables that hold a secret; each can be given as `<NAME>_FILE`, the path of a file that holds it. */
export const SECRET_VARIABLES = [
  'USHER_SECRET',
  'USHER_SECRETS_OLD',
  'USHER_INSTANCE_KEY',
  'MONGODB_URI',
  'TEMPORAL_API_KEY',
  'SMTP_URL',
  'SENDGRID_API_KEY',
  'EMAIL_EVENTS_SECRET',
  'PROVISIONING_SECRET',
  'STORAGE_S3_SECRET_ACCESS_KEY',
  'DOCUMENT_SCAN_SECRET',
] as const;

/** What was read from files, and one line for each that could not be. */
export interface SecretFiles {
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * Reads the files that `<NAME>_FILE` names, without the line break at the end that editors add. Such a file is
 * how container platforms hand over secrets, which the environment would show to every child and crash report.
 */
export function readSecretFiles(
  env: NodeJS.ProcessEnv,
  names: readonly string[] = SECRET_VARIABLES,
): SecretFiles {
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const name of names) {
    const file = env[`${name}_FILE`];
    if (!file) continue;
    const outcome = env[name] ? 'and its variable without _FILE are both set; keep one' : contentOf(file);
    if (typeof outcome === 'string') problems.push(`${name}_FILE: ${outcome}`);
    else values[name] = outcome.text;
  }
  return { values, problems };
}

/** The text of a file, or what is wrong with it. Says the reason of the system, never a content. */
function contentOf(file: string): { text: string } | string {
  try {
    const text = readFileSync(file, 'utf8').replace(/[\r\n]+$/, '');
    return text === '' ? `names ${file}, which is empty` : { text };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return `names ${file}, which cannot be read (${code})`;
  }
}
