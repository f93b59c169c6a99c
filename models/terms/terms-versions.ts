import { saysTheSame, type Terms, termsHash } from '../../domain/terms/terms';
import { collection, findOne, insertOnce, storeOf } from '../mongo/collection';

/** A published version; it is never changed and never removed. */
export interface TermsVersionDoc extends Terms {
  /** `<accountId>:<program>:<version>` */
  readonly _id: string;
  /** Names the content, see `termsHash`. */
  readonly hash: string;
  /** From this version on nobody is asked, until another one is published. */
  readonly withdrawn: boolean;
  readonly publishedAt: Date;
  /** User ID. */
  readonly publishedBy: string;
}

/** Which program's terms are meant. */
interface OfProgram {
  readonly accountId: string;
  readonly program: string;
}

export interface NewTermsVersion extends OfProgram, Pick<Terms, 'texts' | 'url'> {
  readonly publishedBy: string;
}

/** A version without its texts. */
export type TermsVersionEntry = Omit<TermsVersionDoc, 'texts'>;

export const termsVersionModel = collection<TermsVersionDoc>(
  'terms_versions',
  {
    accountId: String,
    program: String,
    version: Number,
    // Checked by the API.
    texts: {},
    url: String,
    hash: String,
    withdrawn: Boolean,
    publishedAt: Date,
    publishedBy: String,
  },
  // The newest version, and all of them.
  [{ keys: { accountId: 1, program: 1, version: -1 } }],
);

/** The versions of the terms of programs. */
export class TermsVersionStore extends storeOf(termsVersionModel) {
  /** What is asked for now; nothing where there are no terms, or none any more. */
  async current(accountId: string, program: string): Promise<TermsVersionDoc | undefined> {
    const newest = await this.newest({ accountId, program });
    return newest?.withdrawn === true ? undefined : newest;
  }

  async find(accountId: string, program: string, version: number): Promise<TermsVersionDoc | undefined> {
    return findOne(this.model, { _id: idOf({ accountId, program }, version), accountId });
  }

  /** Newest first, without their texts. */
  async list(accountId: string, program: string): Promise<TermsVersionEntry[]> {
    return this.model
      .find({ accountId, program })
      .select({ texts: 0 })
      .sort({ version: -1 })
      .lean<TermsVersionEntry[]>();
  }

  /** Publishes the next version; what says the same as the current one is that one. Safe to race. */
  async publish(
    terms: NewTermsVersion,
  ): Promise<{ readonly version: TermsVersionDoc; readonly isNew: boolean }> {
    for (;;) {
      const newest = await this.newest(terms);
      if (newest?.withdrawn === false && saysTheSame(newest, terms)) return { version: newest, isNew: false };
      const version = await this.add(terms, newest, false);
      if (version !== undefined) return { version, isNew: true };
    }
  }

  /** From now on nobody is asked; what was accepted stays. `undefined` where nobody was asked anyway. */
  async withdraw(
    terms: OfProgram & Pick<NewTermsVersion, 'publishedBy'>,
  ): Promise<TermsVersionDoc | undefined> {
    for (;;) {
      const newest = await this.newest(terms);
      if (newest?.withdrawn !== false) return undefined;
      const version = await this.add({ ...terms, texts: {}, url: null }, newest, true);
      if (version !== undefined) return version;
    }
  }

  private async newest({ accountId, program }: OfProgram): Promise<TermsVersionDoc | undefined> {
    const found = this.model.findOne({ accountId, program }).sort({ version: -1 });
    return (await found.lean<TermsVersionDoc>()) ?? undefined;
  }

  /** `undefined` when somebody else was first. */
  private async add(
    { accountId, program, texts, url, publishedBy }: NewTermsVersion,
    newest: TermsVersionDoc | undefined,
    withdrawn: boolean,
  ): Promise<TermsVersionDoc | undefined> {
    const terms: Terms = { accountId, program, version: (newest?.version ?? 0) + 1, texts, url };
    const doc: TermsVersionDoc = {
      _id: idOf(terms, terms.version),
      ...terms,
      hash: termsHash(terms),
      withdrawn,
      publishedAt: new Date(),
      publishedBy,
    };
    return (await insertOnce(this.model, doc)) ? doc : undefined;
  }
}

function idOf({ accountId, program }: OfProgram, version: number): string {
  return `${accountId}:${program}:${version}`;
}
