import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readCliEnv } from '../config/cli-env';
import { CliError, USAGE } from './failures';

/** Where Usher is, and as whom it is asked. */
export interface Connection {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly instanceKey: string | undefined;
}

/** Whose key: the account's, or that of the whole instance. */
export type KeyKind = 'account' | 'instance';

/**
 * The key a call is signed with.
 *
 * @throws {@link CliError} when it is not set
 */
export function keyOf({ apiKey, instanceKey }: Connection, kind: KeyKind): string {
  const key = kind === 'account' ? apiKey : instanceKey;
  if (key !== undefined) return key;
  throw new CliError(`Set ${kind === 'account' ? 'USHER_API_KEY' : 'USHER_INSTANCE_KEY'}.`, USAGE);
}

const runtimeFile = z.object({
  apiUrl: z.url(),
  instanceKey: z.string().optional(),
  admin: z.object({ apiKey: z.string() }).optional(),
});

/**
 * `USHER_URL` and `USHER_API_KEY`; without either the instance that runs on the data folder, as its demo
 * administrator.
 *
 * @throws {@link CliError} when there is neither
 */
export function findConnection(env: NodeJS.ProcessEnv): Connection {
  const { url, apiKey, instanceKey, dataDir } = readCliEnv(env);
  if (url !== undefined) return { url: url.replace(/\/+$/, ''), apiKey, instanceKey };
  const runtime = readRuntimeFile(path.join(dataDir, 'runtime.json'));
  if (runtime === undefined) {
    throw new CliError(
      'Set USHER_URL and USHER_API_KEY, or run `npm start` first: no instance runs on the data folder.',
      USAGE,
    );
  }
  return {
    url: runtime.apiUrl,
    apiKey: apiKey ?? runtime.admin?.apiKey,
    instanceKey: instanceKey ?? runtime.instanceKey,
  };
}

function readRuntimeFile(file: string): z.output<typeof runtimeFile> | undefined {
  try {
    return runtimeFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
