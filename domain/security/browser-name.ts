/** The first that is found counts: most browsers name others as well. */
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\biPhone|\biPad/, 'iOS'],
  [/\bAndroid/, 'Android'],
  [/\bWindows/, 'Windows'],
  [/\bMac OS X/, 'macOS'],
  [/\bLinux/, 'Linux'],
] as const;

/**
 * What people call the browser of a User-Agent header, such as `Firefox, Linux`; nothing for what names neither. Good
 * enough to tell one's own sessions apart, and all that is kept of the header.
 */
export function browserName(userAgent: string | undefined): string | null {
  const header = (userAgent ?? '').slice(0, 500);
  const found = [BROWSERS, SYSTEMS].flatMap(
    (names) => names.find(([pattern]) => pattern.test(header))?.[1] ?? [],
  );
  return found.length === 0 ? null : found.join(', ');
}
