const FORM =
  /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** Milliseconds of each part of {@link FORM}, in order; a year counts 365 days and a month 30. */
const UNITS = [365 * DAY, 30 * DAY, 7 * DAY, DAY, HOUR, 60 * SECOND, SECOND];

/** Shortest and longest life of an invitation, in milliseconds: `PT1S` and `P365D`. */
export const EXPIRY_BOUNDS_MS = { min: SECOND, max: 365 * DAY } as const;

/** Milliseconds of an ISO-8601 duration such as `P14D` or `PT90S`; `undefined` when the text is none. */
export function durationMs(text: string): number | undefined {
  const parts = FORM.exec(text);
  if (parts === null || text.endsWith('P') || text.endsWith('T')) return undefined;
  return UNITS.reduce((sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0), 0);
}

/** Milliseconds of a reminder's offset: `P3D` counts from sending, `-P1D` (negative) from expiry. */
export function offsetMs(text: string): number | undefined {
  if (!text.startsWith('-')) return durationMs(text);
  const ms = durationMs(text.slice(1));
  return ms === undefined ? undefined : -ms;
}
