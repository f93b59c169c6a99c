import { isIP } from 'node:net';

/** Whose X-Forwarded-For counts, as Express takes it: nobody's, that of the last hops, or of these addresses. */
export type TrustProxy = false | number | readonly string[];

const NAMES = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads a number of hops or a list of addresses and subnets; `undefined` for anything else. */
export function parseTrustProxy(text: string): TrustProxy | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text) === 0 ? false : Number(text);
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => NAMES.includes(part) || isSubnet(part)) ? parts : undefined;
}

/** A subnet of everybody would let everybody choose their address. */
function isSubnet(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (bits === undefined) return true;
  const length = /^\d{1,3}$/.test(bits) ? Number(bits) : 0;
  return length > 0 && length <= (version === 4 ? 32 : 128);
}
