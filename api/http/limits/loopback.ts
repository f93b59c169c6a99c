import { BlockList, isIPv6 } from 'node:net';
import type { Origin } from '../origin';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Headers of a proxy in front: whoever it speaks for is somewhere else. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * Whether the caller sits at this machine and means it: the connection comes from loopback, through no proxy, and
 * the Host is a name of loopback, which a page of another site that had its name rebound cannot send.
 */
export function isLocal({ remoteAddress, headers }: Pick<Origin, 'remoteAddress' | 'headers'>): boolean {
  return (
    isLoopbackAddress(remoteAddress ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined) &&
    isLoopbackHost(headers.host ?? '')
  );
}

function isLoopbackHost(host: string): boolean {
  const name = /^(\[[\da-f:.]+\]|[^:]+)(?::\d{1,5})?$/i.exec(host)?.[1]?.toLowerCase() ?? '';
  return name === 'localhost' || isLoopbackAddress(name.replace(/^\[|\]$/g, ''));
}

function isLoopbackAddress(text: string): boolean {
  const address = text.replace(/^::ffff:/i, '');
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
