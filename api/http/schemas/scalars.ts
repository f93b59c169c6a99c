import { z } from './zod';

export * from '../../../domain/scalars';

/** Any text that could be an ID; one that names nothing is answered 404, not 422. */
export const pathId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_.-]+$/);

export const instant = z.string().openapi({ format: 'date-time' });

/** An instant as a caller writes it; in an address the `+` of its offset may have become a blank. */
export const moment = z
  .string()
  .overwrite((text) => text.replace(/ (?=\d\d:\d\d$)/, '+'))
  .pipe(z.iso.datetime({ offset: true }))
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time' });

/** The words of a text that has commas between them. */
export const wordsOf = (text: string): string[] => text.split(',').filter((part) => part !== '');
