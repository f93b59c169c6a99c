import { isIP } from 'node:net';

/** Whether a host name or address is this machine's own: `localhost`, 127.0.0.0/8 or ::1. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

/** Whether a URL leads to this machine only; false for what is no URL. */
export function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && isLoopbackHost(new URL(text).hostname);
}

/** Whether nobody on the way can read what goes to a URL: https, or this machine. */
export function isGuardedUrl(text: string): boolean {
  return text.startsWith('https://') || (text.startsWith('http://') && isLoopbackUrl(text));
}

/**
 * Whether STARTTLS is demanded of an SMTP server, so that nobody on the way can talk us out of it. A URL that
 * says `?ignoreTLS=true` sends in the clear on purpose.
 */
export function smtpRequiresTls(text: string): boolean {
  if (!URL.canParse(text) || isLoopbackUrl(text)) return false;
  const { protocol, searchParams } = new URL(text);
  return protocol === 'smtp:' && searchParams.get('ignoreTLS') !== 'true';
}

/** Whether a text is `<host>` or `<host>:<port>`, an IPv6 address in brackets, and nothing more. */
export function isHostAndPort(text: string): boolean {
  const parts = /^(?:[^\s:/@[\]]+|\[[\da-fA-F:.]+\])(?::(\d{1,5}))?$/.exec(text);
  return parts !== null && Number(parts[1] ?? 0) <= 65_535;
}
