import { EMAIL_TEMPLATES, EXPIRY_BOUNDS_MS } from '../../workflows/contract';
import { PROGRAM_DEFAULTS, type ProgramSettings } from '../../models';
import { approvalRules } from './approval-rule.schema';
import { customFields } from './custom-field.schema';
import { moduleSchema } from '../sessions/schema';
import { scalars, z } from '../http';

const duration = scalars.duration();
const cooldown = scalars.duration({ min: 0, max: EXPIRY_BOUNDS_MS.max });

/** Up to ten years. */
const retention = scalars.duration({ min: EXPIRY_BOUNDS_MS.min, max: 10 * 366 * 24 * 3_600_000 });

/** A module, or just its key. */
const moduleInput = z.union([
  z.strictObject({ key: scalars.key, name: scalars.line(100).optional() }),
  scalars.key.transform((key) => ({ key, name: undefined })),
]);

const modules = z
  .array(moduleInput.transform(({ key, name = wordsOf(key) }) => ({ key, name })))
  .min(1, 'Must have at least one module.')
  .max(50, 'Must have at most 50 modules.')
  .check((context) => {
    const seen = new Set<string>();
    context.value.forEach(({ key }, index) => {
      const message = 'Must differ from those before it.';
      if (seen.has(key)) context.issues.push({ code: 'custom', input: key, path: [index, 'key'], message });
      seen.add(key);
    });
  });

/** `price-lists` reads as `Price lists`. */
function wordsOf(key: string): string {
  const words = key.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const httpsUrl = scalars.webUrl.refine((text) => text.startsWith('https://'), 'Must be an https address.');

const brand = z
  .strictObject({
    logoUrl: httpsUrl.nullish(),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour such as #1f4e79.')
      .nullish(),
    senderName: scalars.line(100).nullish(),
    replyTo: scalars.email.nullish(),
  })
  .transform((input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)));

const templateText = z.string().max(100_000);

export const templateTexts = {
  subject: templateText.optional(),
  html: templateText.optional(),
  text: templateText.optional(),
};

/** One locale's texts; what is left out stays the shipped text. */
const templateOverride = z
  .strictObject(templateTexts)
  .refine((texts) => Object.keys(texts).length > 0, 'Must have a subject, an html or a text.');

const locales = z.record(scalars.locale, templateOverride).transform((byLocale, context) => {
  const canonical = new Map<string, z.output<typeof templateOverride>>();
  for (const [tag, texts] of Object.entries(byLocale)) {
    const [name = tag] = Intl.getCanonicalLocales(tag);
    if (canonical.has(name)) {
      context.issues.push({ code: 'custom', input: tag, path: [tag], message: 'Names a language twice.' });
    }
    canonical.set(name, texts);
  }
  return Object.fromEntries(canonical);
});

const templates = z.partialRecord(z.enum(EMAIL_TEMPLATES), locales);

const repeated = {
  description: 'Read-only; may be repeated, so that an answer can be changed and sent back.',
};

/** What somebody should know about settings that are allowed but may not do what was meant. */
const notes = z.array(z.object({ pointer: z.string(), detail: z.string() }));

/** Every setting with its limits, one line each; the default of a new program stands in the domain. */
const settings = {
  name: scalars.line(100).openapi({ description: 'A new program is named after its key.' }),
  autoOnboarding: z.boolean().openapi({
    description: 'Whoever accepts, and matches no approval rule, becomes a partner without approval.',
  }),
  requiredApprovals: z.int().min(1).max(3).openapi({
    description: 'How many people have to approve where people are asked; see autoOnboarding.',
  }),
  inviterMayApprove: z.boolean(),
  approvalRules,
  escalateAfter: duration,
  defaultRoleKey: scalars.key,
  expiresIn: duration,
  reminders: scalars.reminders,
  resendCooldown: cooldown,
  maxResends: z.int().min(0).max(100),
  customFields,
  modules,
  initialModule: scalars.key.nullable(),
  retainFor: retention.nullable().openapi({
    description:
      'How long invitations keep personal data after their end; ISO-8601, up to ten years, null for ever.',
    example: 'P180D',
  }),
  brand,
  templates,
} satisfies Record<keyof ProgramSettings, z.ZodType>;

const defaults: Readonly<Record<string, unknown>> = { ...PROGRAM_DEFAULTS, name: undefined };

/** Each may be left out; a new program begins with its default, which the schema names. */
const optionalSettings = Object.fromEntries(
  Object.entries(settings).map(([name, schema]) => [
    name,
    schema.optional().openapi({ default: defaults[name] as never }),
  ]),
) as unknown as { [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]> };

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
    ...settings,
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
