import { wordedAs, type EmailTemplate, type WhenUndecided } from '../../workflows/contract';
import type { ApprovalRule } from './approval-rule';
import type { CustomField } from './custom-field';

export type { ApprovalRule, CustomField };

/** A named home screen that the account offers. */
export interface Module {
  readonly key: string;
  readonly name: string;
}

export const DEFAULT_MODULES: readonly Module[] = [
  { key: 'documents', name: 'Documents' },
  { key: 'certificates', name: 'Certificates' },
  { key: 'orders', name: 'Orders' },
];

export type ProgramBrand = {
  readonly [K in 'logoUrl' | 'color' | 'senderName' | 'replyTo']?: string | undefined;
};

/** What a program writes in place of the shipped text. */
export type EmailTexts = { readonly [K in 'subject' | 'preheader' | 'html' | 'text']?: string | undefined };

/** By e-mail and language. */
export type ProgramTemplates = Readonly<Record<string, Readonly<Record<string, EmailTexts>>>>;

/**
 * Every setting of a program with its default, which is what a program has that nobody changed; one that is kept
 * already stays as it is. Durations are ISO-8601.
 */
export const PROGRAM_DEFAULTS = {
  name: 'Default',
  // People decide unless the program says otherwise.
  autoOnboarding: false,
  requiredApprovals: 1,
  inviterMayApprove: false,
  approvalRules: [] as readonly ApprovalRule[],
  escalateAfter: 'P3D',
  /** How often approvers are reminded after that; null for once in all. */
  escalateEvery: null as string | null,
  maxEscalations: 5,
  /** How long people have to decide; null for as long as they want. */
  decideWithin: null as string | null,
  whenUndecided: 'tell_admins' as WhenUndecided,
  defaultRoleKey: 'partner_admin',
  expiresIn: 'P14D',
  reminders: ['P3D', 'P7D', '-P1D'] as readonly string[],
  resendCooldown: 'PT60S',
  maxResends: 5,
  customFields: [] as readonly CustomField[],
  modules: DEFAULT_MODULES,
  initialModule: null as string | null,
  /** How long invitations are kept after their end; null for ever. */
  retainFor: null as string | null,
  /** Anybody may apply, without an invitation, on the page of this slug. */
  takesApplications: false,
  applySlug: null as string | null,
  brand: {} as ProgramBrand,
  templates: {} as ProgramTemplates,
};

/** What an account may set. */
export type ProgramSettings = Readonly<typeof PROGRAM_DEFAULTS>;

export interface Program extends ProgramSettings {
  readonly accountId: string;
  readonly key: string;
  /** Grows when the definitions of the custom fields change. */
  readonly customFieldsVersion: number;
  /** Every version of the definitions, so that an open invitation keeps its form. */
  readonly customFieldsHistory: readonly {
    readonly version: number;
    readonly fields: readonly CustomField[];
  }[];
  /** Who last let people apply, and stands for those who do. */
  readonly applicationsOpenedBy?: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const DEFAULT_PROGRAM = 'default';

/** The program's own texts of an e-mail for the language or the nearest wider one. */
export function savedTexts(
  { templates }: Pick<ProgramSettings, 'templates'>,
  template: EmailTemplate,
  locale: string,
): EmailTexts | undefined {
  const parts = locale.split('-');
  const tags = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  const named = wordedAs(template);
  if (named === undefined) return undefined;
  return tags.map((tag) => templates[named]?.[tag]).find((texts) => texts !== undefined);
}
