import os from 'node:os';
import path from 'node:path';

/** What the command line reads from the environment. */
export interface CliEnv {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  readonly instanceKey: string | undefined;
  readonly dataDir: string;
  /** `usher/config.json` where the user's programs keep such files (XDG Base Directory). */
  readonly configFile: string;
}

/** Reads the few variables of the command line; empty ones count as absent. */
export function readCliEnv(env: NodeJS.ProcessEnv): CliEnv {
  const value = (name: string) => env[name] || undefined;
  return {
    url: value('USHER_URL'),
    apiKey: value('USHER_API_KEY'),
    instanceKey: value('USHER_INSTANCE_KEY'),
    dataDir: path.resolve(value('USHER_DATA_DIR') ?? '.data'),
    configFile: path.join(configHome(value('XDG_CONFIG_HOME')), 'usher', 'config.json'),
  };
}

/** The specification says to pass over a path that is not absolute. */
function configHome(given = ''): string {
  return path.isAbsolute(given) ? given : path.join(os.homedir(), '.config');
}
