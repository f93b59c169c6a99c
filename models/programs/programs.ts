import { moduleFields } from '../accounts/accounts';
import {
  DEFAULT_PROGRAM,
  PROGRAM_DEFAULTS,
  type CustomField,
  type Program,
  type ProgramSettings,
} from '../../domain/programs/program';
import { canonicalJson } from '../../domain/invitations/content-hash';
import { collection, findOne, insertOrFind, isSet, part, storeOf, updateOne } from '../mongo/collection';

export interface ProgramDoc extends Program {
  /** `<accountId>:<key>` */
  readonly _id: string;
}

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
  maxBytes: Number,
  accept: { type: [String], default: undefined },
});

export const programModel = collection<ProgramDoc>(
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
    escalateEvery: String,
    maxEscalations: Number,
    decideWithin: String,
    whenUndecided: String,
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
    takesApplications: Boolean,
    applySlug: String,
    applicationsOpenedBy: String,
    brand: part({ logoUrl: String, color: String, senderName: String, replyTo: String }),
    // Keyed by template name and locale.
    templates: {},
    createdAt: Date,
    updatedAt: Date,
  },
  // Programs of an account.
  [{ keys: { accountId: 1, key: 1 }, unique: true }],
);

/** An account's sets of onboarding settings; `default` always exists. */
export class ProgramStore extends storeOf(programModel) {
  /** The program; `default` is made with {@link PROGRAM_DEFAULTS} when it was never set. */
  async find(accountId: string, key: string): Promise<ProgramDoc | undefined> {
    const found = await findOne(this.model, { _id: `${accountId}:${key}` });
    if (found !== undefined) return found;
    return key === DEFAULT_PROGRAM ? this.make(accountId, key) : undefined;
  }

  /** By key; `default` is always among them. */
  async list(accountId: string): Promise<ProgramDoc[]> {
    await this.find(accountId, DEFAULT_PROGRAM);
    return this.model.find({ accountId }).sort({ key: 1 }).lean<ProgramDoc[]>();
  }

  /** Creates or changes a program; members left out stay as they are, new ones begin with the defaults. */
  async put(
    accountId: string,
    key: string,
    changes: Partial<ProgramSettings & Pick<ProgramDoc, 'applicationsOpenedBy'>>,
  ): Promise<ProgramDoc> {
    for (;;) {
      const current = (await this.find(accountId, key)) ?? (await this.make(accountId, key));
      const { _id, customFieldsVersion } = current;
      const change = changesOf(current, changes);
      const updated = await updateOne(this.model, { _id, customFieldsVersion }, change);
      // Otherwise somebody else raised the version between reading and writing.
      if (updated !== undefined) return updated;
    }
  }

  /** Across accounts: those that do not keep invitations for ever. */
  async withRetention(): Promise<ProgramDoc[]> {
    return this.model.find({ retainFor: isSet() }).sort({ _id: 1 }).lean<ProgramDoc[]>();
  }

  /** The definitions an invitation was sent with. */
  async customFieldsAt(accountId: string, key: string, version: number): Promise<readonly CustomField[]> {
    return customFieldsOf(await this.find(accountId, key), version);
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
    return insertOrFind(this.model, doc);
  }
}

/** The definitions of a version; none of a program that is gone. */
export function customFieldsOf(program: ProgramDoc | undefined, version: number): readonly CustomField[] {
  return program?.customFieldsHistory.find((entry) => entry.version === version)?.fields ?? [];
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
