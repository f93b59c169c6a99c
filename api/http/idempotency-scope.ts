import { sha256 } from '../../domain/security/secrets';
import type { Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';
import type { Endpoint } from './endpoint';

/** Whose keys meet: those of one credential, or of one proof. */
export interface KeyScope {
  readonly name: string;
  /** How many keys may be kept at once; strangers bring theirs for nothing. */
  readonly most?: number;
}

/** Far more than one visitor of one link ever sends in a day. */
const MOST_KEYS_OF_A_LINK = 50;

/**
 * What an Idempotency-Key belongs to: the credential that sent it, so that a narrow key never reads the answers
 * of a wide one, or the link that a stranger has proven. `undefined` keeps nothing.
 */
export async function keyScopeOf(
  endpoint: Endpoint,
  call: { readonly deps: ApiDeps; readonly caller: Caller | undefined; readonly body?: unknown },
): Promise<KeyScope | undefined> {
  const { deps, caller, body } = call;
  if (caller !== undefined) return { name: `${caller.accountId}:${caller.userId}:${caller.credentialId}` };
  if (endpoint.access === 'instance-key') return { name: 'instance' };
  const proof = await endpoint.provenBy?.(deps, body);
  return proof === undefined ? undefined : { name: `public:${sha256(proof)}`, most: MOST_KEYS_OF_A_LINK };
}
