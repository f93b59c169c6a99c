import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/**
 * Whom an address counts for: one customer has a whole /64 of IPv6. An IPv4 address that is written as IPv6 is
 * itself.
 */
export function ipKey(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Memory of a counter stays below this many entries, however many addresses somebody has. */
const BUCKETS = 2 ** 17;

/** The entry in which an address is counted in memory; two that share one are rare, and then share the limit. */
export function ipBucket(ip: string): string {
  return String(createHash('sha256').update(ipKey(ip)).digest().readUInt32BE() % BUCKETS);
}
