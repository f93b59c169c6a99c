import { durationMs, EXPIRY_BOUNDS_MS, offsetMs } from '../../workflows/contract';
import { date, inList } from '../kit/format';
import { t } from '../kit/reader';

const UNCLEAR = 'Not understood yet';

/** The days on which an invitation that is sent now ends, and reminds before that, as people read them. */
export function daysOf(expiresIn: string, reminders: readonly string[]) {
  const lifeMs = durationMs(expiresIn);
  if (lifeMs === undefined || lifeMs > EXPIRY_BOUNDS_MS.max)
    return { until: t(UNCLEAR), reminders: t(UNCLEAR) };
  const now = Date.now();
  const dayAt = (ms: number) => date(new Date(now + ms).toISOString());
  return { until: dayAt(lifeMs), reminders: reminderDays(reminders, lifeMs, dayAt) };
}

function reminderDays(reminders: readonly string[], lifeMs: number, dayAt: (ms: number) => string): string {
  if (reminders.length === 0) return t('None');
  const offsets = reminders.map(offsetMs);
  if (offsets.some((ms) => ms === undefined)) return t(UNCLEAR);
  const due = offsets
    .map((ms = 0) => (ms < 0 ? lifeMs + ms : ms))
    .filter((ms) => ms > 0 && ms < lifeMs)
    .sort((a, b) => a - b);
  return due.length === 0 ? t('None before the end') : inList([...new Set(due.map(dayAt))]);
}
