import type { Choice } from '../kit/forms';

const own = (value: string): Choice => ({ value, label: value.replaceAll('_', ' '), own: true });

/** The names that this machine knows; UTC is not among them everywhere. */
const ZONES: readonly Choice[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
].map(own);

/** Time zones to choose; one may be known under another of its names. */
export function zonesWith(known: string | undefined): readonly Choice[] {
  if (known === undefined || ZONES.some(({ value }) => value === known)) return ZONES;
  return [...ZONES, own(known)];
}
