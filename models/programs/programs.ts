import type { Connection, Model } from 'mongoose';
import { wordedAs, type EmailTemplate } from '../../workflows/contract';
import { DEFAULT_MODULES, moduleFields, type Module } from '../accounts/accounts';
import { canonicalJson } from '../../domain/invitations/content-hash';
import { defineModel, insertOnce, part, isSet } from '../mongo/collection';

/** One question of a program's form. */
export interface CustomField {
  readonly key: string;
  readonly label: string;
  readonly type:
    | 'text'
    | 'textarea'
    | 'number'
    | 'date'
    | 'select'
    | 'multi-select'
    | 'checkbox'
    | 'country'
    | 'phone'
    | 'url';
  readonly required: boolean;
  readonly filledBy: 'inviter' | 'invitee' | 'reviewer';
  readonly help?: string | undefined;
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly pattern?: string | undefined;
}

/** The first rule whose members of `when` all hold decides. */
export interface ApprovalRule {
  readonly id: string;
  readonly when: {
    readonly emailDomains?: readonly string[] | undefined;
    readonly emailDomainsNot?: readonly string[] | undefined;
    readonly countries?: readonly string[] | undefined;
    readonly existingPartnerDomain?: boolean | undefined;
    readonly inviterRoles?: readonly string[] | undefined;
  };
  readonly then: 'approve' | 'review' | 'reject';
}

export interface ProgramBrand {
  readonly logoUrl?: string | undefined;
  readonly color?: string | undefined;
  readonly senderName?: string | undefined;
  readonly replyTo?: string | undefined;
}

export type ProgramTemplates = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        {
          readonly subject?: string | undefined;
          readonly html?: string | undefined;
          readonly text?: string | undefined;
        }
      >
    >
  >
>;

/** What an account may set; durations are ISO-8601. */
export interface ProgramSettings {
  readonly name: string;
  readonly autoOnboarding: boolean;
  readonly requiredApprovals: number;
  readonly inviterMayApprove: boolean;
  readonly approvalRules: readonly ApprovalRule[];
  readonly escalateAfter: string;
  readonly defaultRoleKey: string;
  readonly expiresIn: string;
  readonly reminders: readonly string[];
  readonly resendCooldown: string;
  readonly maxResends: number;
  readonly customFields: readonly CustomField[];
  readonly modules: readonly Module[];
  readonly initialModule: string | null;
  /** ISO-8601: how long invitations are kept after their end; null for ever. */
  readonly retainFor: string | null;
  readonly brand: ProgramBrand;
  readonly templates: ProgramTemplates;
}

export interface ProgramDoc extends ProgramSettings {
  /** `<accountId>:<key>` */
  readonly _id: string;
  readonly accountId: string;
  readonly key: string;
  /** Grows when the definitions of the custom fields change. */
  readonly customFieldsVersion: number;
  /** Every version of the definitions, so that an open invitation keeps its form. */
  readonly customFieldsHistory: readonly {
    readonly version: number;
    readonly fields: readonly CustomField[];
  }[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Settings of a program nobody changed; one that is kept already stays as it is. */
export const PROGRAM_DEFAULTS: ProgramSettings = {
  name: 'Default',
  // People decide unless the program says otherwise.
  autoOnboarding: false,
  requiredApprovals: 1,
  inviterMayApprove: false,
  approvalRules: [],
  escalateAfter: 'P3D',
  defaultRoleKey: 'partner_admin',
  expiresIn: 'P14D',
  reminders: ['P3D', 'P7D', '-P1D'],
  resendCooldown: 'PT60S',
  maxResends: 5,
  customFields: [],
  modules: DEFAULT_MODULES,
  initialModule: null,
  retainFor: null,
  brand: {},
  templates: {},
};

export const DEFAULT_PROGRAM = 'default';

const customFieldFields = part({
  key: String,
  label: String,
  type: { type: String },
  required: Boolean,
  filledBy: String,
  help: String,
  options: { type: [part({ value: String, label: String })], default: undefined },
  min: Number,
  max: Number,
  pattern: String,
});

export const programModel = (connection: Connection): Model<ProgramDoc> =>
  defineModel<ProgramDoc>(
    connection,
    'programs',
    {
      accountId: String,
      key: String,
      name: String,
      autoOnboarding: Boolean,
      requiredApprovals: Number,
      inviterMayApprove: Boolean,
      // Validated by the API's schema; `when` has optional members only.
      approvalRules: [part({ id: String, when: {}, then: String })],
      escalateAfter: String,
      defaultRoleKey: String,
      expiresIn: String,
      reminders: [String],
      resendCooldown: String,
      maxResends: Number,
      customFields: [customFieldFields],
      customFieldsVersion: Number,
      customFieldsHistory: [part({ version: Number, fields: [customFieldFields] })],
      modules: [moduleFields],
      initialModule: String,
      retainFor: String,
      brand: part({ logoUrl: String, color: String, senderName: String, replyTo: String }),
      // Keyed by template name and locale.
      templates: {},
      createdAt: Date,
      updatedAt: Date,
    },
    // Programs of an account.
    [{ keys: { accountId: 1, key: 1 }, unique: true }],
  );

/** The program's own texts of an e-mail for the language or the nearest wider one. */
export function savedTexts(
  { templates }: ProgramDoc,
  template: EmailTemplate,
  locale: string,
): ProgramTemplates[string][string] | undefined {
  const parts = locale.split('-');
  const tags = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  const named = wordedAs(template);
  if (named === undefined) return undefined;
  return tags.map((tag) => templates[named]?.[tag]).find((texts) => texts !== undefined);
}

/** An account's sets of onboarding settings; `default` always exists. */
export class ProgramStore {
  private readonly model: Model<ProgramDoc>;
  constructor(connection: Connection) {
    this.model = programModel(connection);
  }

  /** The program; `default` is made with {@link PROGRAM_DEFAULTS} when it was never set. */
  async find(accountId: string, key: string): Promise<ProgramDoc | undefined> {
    const found = await this.model.findOne({ _id: `${accountId}:${key}` }).lean<ProgramDoc>();
    if (found !== null) return found;
    return key === DEFAULT_PROGRAM ? this.make(accountId, key) : undefined;
  }

  /** By key; `default` is always among them. */
  async list(accountId: string): Promise<ProgramDoc[]> {
    await this.find(accountId, DEFAULT_PROGRAM);
    return this.model.find({ accountId }).sort({ key: 1 }).lean<ProgramDoc[]>();
  }

  /** Creates or changes a program; members left out stay as they are, new ones begin with the defaults. */
  async put(accountId: string, key: string, changes: Partial<ProgramSettings>): Promise<ProgramDoc> {
    for (;;) {
      const current = (await this.find(accountId, key)) ?? (await this.make(accountId, key));
      const updated = await this.model
        .findOneAndUpdate(
          { _id: current._id, customFieldsVersion: current.customFieldsVersion },
          changesOf(current, changes),
          { returnDocument: 'after' },
        )
        .lean<ProgramDoc>();
      // Null: somebody else raised the version between reading and writing.
      if (updated !== null) return updated;
    }
  }

  /** Across accounts: those that do not keep invitations for ever. */
  async withRetention(): Promise<ProgramDoc[]> {
    return this.model.find({ retainFor: isSet() }).sort({ _id: 1 }).lean<ProgramDoc[]>();
  }

  /** The definitions an invitation was sent with. */
  async customFieldsAt(accountId: string, key: string, version: number): Promise<readonly CustomField[]> {
    const program = await this.find(accountId, key);
    return program?.customFieldsHistory.find((entry) => entry.version === version)?.fields ?? [];
  }

  private async make(accountId: string, key: string): Promise<ProgramDoc> {
    const now = new Date();
    const doc: ProgramDoc = {
      _id: `${accountId}:${key}`,
      accountId,
      key,
      ...PROGRAM_DEFAULTS,
      ...(key === DEFAULT_PROGRAM ? {} : { name: key }),
      customFieldsVersion: 1,
      customFieldsHistory: [{ version: 1, fields: [] }],
      createdAt: now,
      updatedAt: now,
    };
    if (await insertOnce(this.model, doc)) return doc;
    return (await this.model.findOne({ _id: doc._id }).lean<ProgramDoc>()) ?? doc;
  }
}

function changesOf(current: ProgramDoc, changes: Partial<ProgramSettings>) {
  const $set = { ...changes, updatedAt: new Date() };
  const fields = changes.customFields;
  if (fields === undefined || canonicalJson(fields) === canonicalJson(current.customFields)) return { $set };
  const version = current.customFieldsVersion + 1;
  return {
    $set: { ...$set, customFieldsVersion: version },
    $push: { customFieldsHistory: { version, fields } },
  };
}
