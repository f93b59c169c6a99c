import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { HostAddress } from './http-post';

/** Finds the addresses of a host name; an address stands for itself. Empty when there are none. */
export type ResolveHost = (host: string, signal: AbortSignal) => Promise<readonly HostAddress[]>;

/**
 * Asks the name servers, not the hosts file: only names of the public internet are found, and a name server
 * that never answers holds up nothing but its own question.
 */
export const resolvePublicHost: ResolveHost = async (host, signal) => {
  const literal = literalOf(host);
  if (literal) return [literal];
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel);
  try {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return answers.flatMap((answer, index) => {
      const family = index === 0 ? (4 as const) : (6 as const);
      return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
    });
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};

/** Asks the system, hosts file and search domains included: for set-ups that may call inside. */
export const resolveAnyHost: ResolveHost = async (host) => {
  const literal = literalOf(host);
  if (literal) return [literal];
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

function literalOf(host: string): HostAddress | undefined {
  const family = isIP(host);
  return family === 4 || family === 6 ? { address: host, family } : undefined;
}
