import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { CliError, USAGE } from './failures';

const configFile = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  apiKey: z.string().min(1).optional(),
  instanceKey: z.string().min(1).optional(),
});

/** What the file may say: whom to ask, and with which keys. */
export type ConfigFile = z.output<typeof configFile>;

/**
 * The user's settings; `undefined` where there is no file. Warns about one that others can read.
 *
 * @throws {@link CliError} when the file is not as it should be
 */
export function readConfigFile(file: string): ConfigFile | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  warnOfReaders(file);
  const parsed = configFile.safeParse(tryJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') || 'the whole';
  throw new CliError(`${file} is not as it should be: ${where}: ${issue?.message ?? 'unknown'}`, USAGE);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw new CliError(`${file} cannot be read.`, USAGE);
  }
}

const ANY_OTHER_READER = 0o044;

/** On Windows the mode says nothing about who may read. */
function warnOfReaders(file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & ANY_OTHER_READER) === 0) return;
  console.error(`Warning: others can read the keys in ${file}; run chmod 600 on it.`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
