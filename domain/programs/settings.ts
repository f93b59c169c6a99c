import { z } from 'zod';
import { EMAIL_TEMPLATES, EXPIRY_BOUNDS_MS, WHEN_UNDECIDED } from '../../workflows/contract';
import * as scalars from '../scalars';
import { applySlug } from './apply-slug';
import { approvalRules } from './approval-rule';
import { customFields } from './custom-field';
import { isLogoAddress } from './logo';
import type { ProgramSettings } from './program';

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

/** An uploaded one is where Usher is; the API knows whether it is there. */
const logoUrl = scalars.webUrl.refine(
  (text) => text.startsWith('https://') || isLogoAddress(text),
  'Must be an https address.',
);

export const brand = z
  .strictObject({
    logoUrl: logoUrl.nullish().meta({
      description: 'An https address; PUT /v1/programs/{key}/logo uploads a picture and sets it.',
    }),
    color: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour such as #3e63dd.')
      .nullish(),
    senderName: scalars.line(100).nullish(),
    replyTo: scalars.email.nullish(),
  })
  .transform((input) => Object.fromEntries(Object.entries(input).filter(([, value]) => value != null)));

const templateText = z.string().max(100_000);

export const templateTexts = {
  subject: templateText.optional(),
  preheader: templateText.optional().meta({ description: 'What inboxes show beside the subject.' }),
  html: templateText.optional(),
  text: templateText.optional(),
};

/** One locale's texts; what is left out stays the shipped text. */
const templateOverride = z
  .strictObject(templateTexts)
  .refine((texts) => Object.keys(texts).length > 0, 'Must have a subject, a preheader, an html or a text.');

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

/** Every setting with its limits, one line each. */
export const PROGRAM_SETTINGS = {
  name: scalars.line(100).meta({ description: 'A new program is named after its key.' }),
  autoOnboarding: z.boolean().meta({
    description: 'Whoever accepts, and matches no approval rule, becomes a partner without approval.',
  }),
  requiredApprovals: z.int().min(1).max(3).meta({
    description: 'How many people have to approve where people are asked; see autoOnboarding.',
  }),
  inviterMayApprove: z.boolean(),
  approvalRules,
  escalateAfter: duration.meta({ description: 'Approvers who have not decided by then are reminded.' }),
  escalateEvery: duration.nullable().meta({
    description: 'How often they are reminded again after that; null for never.',
    example: 'P2D',
  }),
  maxEscalations: z.int().min(1).max(50).meta({ description: 'How often they are reminded in all.' }),
  decideWithin: duration.nullable().meta({
    description:
      'By when people have to decide, counted from the application; null for as long as they want.',
    example: 'P10D',
  }),
  whenUndecided: z.enum(WHEN_UNDECIDED).meta({
    description: 'Where nobody decided in time: the administrators are told, or the application is rejected.',
  }),
  defaultRoleKey: scalars.key,
  expiresIn: duration,
  reminders: scalars.reminders,
  resendCooldown: cooldown,
  maxResends: z.int().min(0).max(100),
  customFields,
  modules,
  initialModule: scalars.key.nullable(),
  retainFor: retention.nullable().meta({
    description:
      'How long invitations keep personal data after their end; ISO-8601, up to ten years, null for ever.',
    example: 'P180D',
  }),
  takesApplications: z.boolean().meta({
    description:
      'Whether anybody may apply on the public page of applySlug. People decide, unless a rule does.',
  }),
  applySlug: applySlug.nullable().meta({
    description: 'The end of the address of that page. Nobody else ever gets it, also when it is given up.',
    example: 'nordwind-partners',
  }),
  brand,
  templates,
} satisfies Record<keyof ProgramSettings, z.ZodType>;
