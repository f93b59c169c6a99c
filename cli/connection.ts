import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readCliEnv, type CliEnv } from '../config/cli-env';
import { readConfigFile } from './config-file';
import { CliError, USAGE } from './failures';

/** Where Usher is, and as whom it is asked. */
export interface Connection {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly instanceKey: string | undefined;
  /** Where the address was found, for `usher doctor`. */
  readonly source: string;
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
 * The first that says where Usher is: `USHER_URL`, the instance that runs on the data folder (as its demo
 * administrator), the user's config file. `USHER_API_KEY` and `USHER_INSTANCE_KEY` go before the keys found
 * there; a key that was kept for one address is never sent to another.
 *
 * @throws {@link CliError} when nothing says where Usher is
 */
export function findConnection(variables: NodeJS.ProcessEnv): Connection {
  const env = readCliEnv(variables);
  const found = fromEnvironment(env) ?? fromDataFolder(env) ?? fromConfigFile(env);
  if (found === undefined) {
    throw new CliError(
      'Set USHER_URL and USHER_API_KEY, or run `npm start` first: no instance runs on the data folder, and ' +
        `there is no ${env.configFile}.`,
      USAGE,
    );
  }
  const { apiKey = found.apiKey, instanceKey = found.instanceKey } = env;
  return { ...found, url: withoutSlash(found.url), apiKey, instanceKey };
}

function fromEnvironment({ url, configFile }: CliEnv): Connection | undefined {
  if (url === undefined) return undefined;
  if (!/^https?:/.test(url) || !URL.canParse(url)) {
    throw new CliError(`USHER_URL must be an address like https://usher.example, not ${url}.`, USAGE);
  }
  const kept = readConfigFile(configFile);
  const isSame = kept !== undefined && withoutSlash(kept.url) === withoutSlash(url);
  const keys = isSame ? kept : undefined;
  return { url, apiKey: keys?.apiKey, instanceKey: keys?.instanceKey, source: 'USHER_URL' };
}

function fromDataFolder({ dataDir }: CliEnv): Connection | undefined {
  const file = path.join(dataDir, 'runtime.json');
  const runtime = readRuntimeFile(file);
  if (runtime === undefined) return undefined;
  const { apiUrl: url, admin, instanceKey } = runtime;
  return { url, apiKey: admin?.apiKey, instanceKey, source: file };
}

function fromConfigFile({ configFile }: CliEnv): Connection | undefined {
  const kept = readConfigFile(configFile);
  if (kept === undefined) return undefined;
  return { url: kept.url, apiKey: kept.apiKey, instanceKey: kept.instanceKey, source: configFile };
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

function readRuntimeFile(file: string): z.output<typeof runtimeFile> | undefined {
  try {
    return runtimeFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
