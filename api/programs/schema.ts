import { PROGRAM_DEFAULTS } from '../../domain/programs/program';
import { PROGRAM_SETTINGS, templateTexts } from '../../domain/programs/settings';
import { moduleSchema } from '../sessions/schema';
import { scalars, z } from '../http';

const repeated = {
  description: 'Read-only; may be repeated, so that an answer can be changed and sent back.',
};

/** What somebody should know about settings that are allowed but may not do what was meant. */
const notes = z.array(z.object({ pointer: z.string(), detail: z.string() }));

const defaults: Readonly<Record<string, unknown>> = { ...PROGRAM_DEFAULTS, name: undefined };

/** Each may be left out; a new program begins with its default, which the schema names. */
const optionalSettings = Object.fromEntries(
  Object.entries(PROGRAM_SETTINGS).map(([name, schema]) => [
    name,
    schema.optional().openapi({ default: defaults[name] as never }),
  ]),
) as unknown as { [K in keyof typeof PROGRAM_SETTINGS]: z.ZodOptional<(typeof PROGRAM_SETTINGS)[K]> };

/** What PUT takes: members left out stay as they are, those given are replaced as a whole. */
export const programChanges = z
  .strictObject({
    key: scalars.key.optional().openapi(repeated),
    customFieldsVersion: z.int().optional().openapi(repeated),
    createdAt: scalars.instant.optional().openapi(repeated),
    updatedAt: scalars.instant.optional().openapi(repeated),
    notes: notes.optional().openapi(repeated),
    ...optionalSettings,
  })
  .openapi('ProgramChanges', {
    description: 'Members left out stay as they are; a new program begins with the defaults.',
  });

export type ProgramChanges = z.output<typeof programChanges>;

/** A program as the API answers it: always every setting. */
export const program = z
  .object({
    key: z.string(),
    ...PROGRAM_SETTINGS,
    modules: z.array(moduleSchema),
    brand: z.object({
      logoUrl: z.string().optional(),
      color: z.string().optional(),
      senderName: z.string().optional(),
      replyTo: z.string().optional(),
    }),
    templates: z.record(z.string(), z.record(z.string(), z.object(templateTexts))),
    customFieldsVersion: z.int(),
    notes: notes.openapi({
      description: 'Settings that are allowed together but may not do what was meant, each with the reason.',
    }),
    createdAt: scalars.instant,
    updatedAt: scalars.instant,
  })
  .openapi('Program');

export type Program = z.output<typeof program>;
