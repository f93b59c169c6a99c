import { z } from 'zod';
import type { Immutable } from '../immutable';
import { FILE_TYPE_NAMES } from '../documents/file-types';
import { DEFAULT_BYTES, MOST_BYTES } from '../documents/limits';
import * as scalars from '../scalars';
import { FIELD_TYPE_NAMES, needsOptions } from './field-types';
import { wrongWithPattern } from './patterns';

export const FILLERS = ['inviter', 'invitee', 'reviewer'] as const;

/** Patterns run in linear time (RE2), so that no pattern can stall the process. */
const linearPattern = z
  .string()
  .min(1)
  .max(500)
  .check((context) => {
    const message = wrongWithPattern(context.value);
    if (message !== undefined) context.issues.push({ code: 'custom', input: context.value, message });
  });

const option = z.strictObject({ value: scalars.line(100), label: scalars.line() });

/** One custom field of a program. `min` and `max` bound the length of text and the value of a number. */
export const customField = z
  .strictObject({
    key: scalars.key,
    label: scalars.line(),
    type: z.enum(FIELD_TYPE_NAMES),
    required: z.boolean().default(false),
    filledBy: z.enum(FILLERS).default('invitee'),
    help: scalars.paragraph(500).optional(),
    options: z.array(option).max(300).optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    pattern: linearPattern.optional(),
    maxBytes: z
      .int()
      .min(1)
      .max(MOST_BYTES)
      .optional()
      .meta({
        description: `The largest file of a document field; ${DEFAULT_BYTES} without it.`,
        example: DEFAULT_BYTES,
      }),
    accept: z
      .array(z.enum(FILE_TYPE_NAMES))
      .min(1)
      .max(FILE_TYPE_NAMES.length)
      .optional()
      .meta({
        description: 'The types of files that a document field takes; all without it.',
        example: ['pdf', 'jpeg'],
      }),
  })
  .check((context) => {
    const { type, options = [], min, max } = context.value;
    const complain = (member: string, message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path: [member], message });
    if (needsOptions(type) && options.length === 0) complain('options', 'Must list at least one choice.');
    if (new Set(options.map(({ value }) => value)).size < options.length) complain('options', 'Must differ.');
    if (min !== undefined && max !== undefined && min > max) complain('max', 'Must not be below min.');
  })
  .meta({ id: 'CustomField' });

export type CustomField = Immutable<z.output<typeof customField>>;

export const customFields = z
  .array(customField)
  .max(100)
  .refine((fields) => new Set(fields.map(({ key }) => key)).size === fields.length, 'Keys must differ.');
