import { BlockList, isIP, isIPv6 } from 'node:net';

/** IPv4 that is not the public internet: IANA's special-purpose registry, with multicast and reserved. */
const NOT_PUBLIC_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  // Metadata and platform services of clouds on addresses that look public.
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
];

/** Of IPv6 only global unicast is public, and not those parts that lead into IPv4 or nowhere. */
const GLOBAL_UNICAST = ['2000::', 3] as const;
const NOT_PUBLIC_V6: readonly (readonly [string, number])[] = [
  // Teredo, ORCHID, benchmarking and other protocol assignments.
  ['2001::', 23],
  ['2001:db8::', 32],
  // 6to4 wraps an IPv4 address.
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [net, prefix] of NOT_PUBLIC_V4) refused.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NOT_PUBLIC_V6) refused.addSubnet(net, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet(...GLOBAL_UNICAST, 'ipv6');

/**
 * Whether an IP address is one of the public internet, so that a request to it reaches nothing inside:
 * no loopback, private, link-local (metadata), shared, unique-local, mapped or translated address.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address)) {
    return !address.includes('%') && globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
  }
  return isIP(address) === 4 && !refused.check(address, 'ipv4');
}

/** Names that mean this machine or this network wherever they are asked for (RFC 6761, RFC 6762, ICANN). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|localdomain|lan|home\.arpa)\.?$/i;

/**
 * Why a webhook may not go to this URL, as far as the text alone tells; the address behind a name is looked
 * at when something is sent. `undefined` when nothing is wrong.
 */
export function webhookUrlProblem(text: string, allowPrivate: boolean): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'Must be an https address.';
  if (url.username !== '' || url.password !== '') return 'Must not hold a user name or password.';
  if (allowPrivate) return undefined;
  if (url.protocol !== 'https:') return 'Must be an https address.';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicAddress(host);
  return isPrivate ? 'Must not be a private or local address.' : undefined;
}
