import { z } from './zod';
import { wrongWithAddress } from '../../../domain/email-address';
import { durationMs, EXPIRY_BOUNDS_MS } from '../../../workflows/contract';

export * from '../../../domain/scalars';

/** A plain `local@domain.tld` as typed; its normal form is made where it is stored. */
export const email = z
  .string()
  .trim()
  .check((context) => {
    const message = wrongWithAddress(context.value);
    if (message !== undefined) context.issues.push({ code: 'custom', input: context.value, message });
  })
  .openapi({ format: 'email', maxLength: 254 });

export const locale = z
  .string()
  .max(35, 'Must have at most 35 characters.')
  .refine((tag) => {
    // zod goes on after a length that is wrong, and this would take seconds.
    if (tag.length > 35) return true;
    try {
      return Intl.getCanonicalLocales(tag).length === 1;
    } catch {
      return false;
    }
  }, 'Must be a language tag (BCP 47).');

/** ISO-8601 duration between the bounds, in milliseconds. */
export const duration = (bounds: { min: number; max: number } = EXPIRY_BOUNDS_MS) =>
  z
    .string()
    .max(40, 'Must have at most 40 characters.')
    .refine(
      (text) => {
        const ms = durationMs(text);
        return ms !== undefined && ms >= bounds.min && ms <= bounds.max;
      },
      `Must be an ISO-8601 duration such as P14D, from ${durationText(bounds.min)} to ${durationText(bounds.max)}.`,
    )
    .openapi({ example: 'P14D' });

const DAY_MS = 24 * 3_600_000;

/** In days where it is that many, else in seconds. */
const durationText = (ms: number) => (ms > 0 && ms % DAY_MS === 0 ? `P${ms / DAY_MS}D` : `PT${ms / 1_000}S`);

/** Any text that could be an ID; one that names nothing is answered 404, not 422. */
export const pathId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_.-]+$/);

export const instant = z.string().openapi({ format: 'date-time' });
export const nullable = <S extends z.ZodType>(schema: S) => schema.nullable();
