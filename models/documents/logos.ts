import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Connection } from 'mongoose';
import { FILE_TYPES } from '../../domain/documents/file-types';
import type { DocumentScanner, Verdict } from '../../domain/documents/scanner';
import { type FileStorage, storageKey } from '../../domain/documents/storage';
import { type LogoType, REPLACED_LOGO_MS } from '../../domain/programs/logo';
import { collection, findOne, insertOrFind, lt, not, storeOf } from '../mongo/collection';

export interface LogoDoc {
  /** SHA-256 of whose it is and of its bytes: the same picture again is the same logo. */
  readonly _id: string;
  readonly accountId: string;
  readonly program: string;
  readonly type: LogoType;
  readonly createdAt: Date;
  /** Since when the program shows another one; null while it shows this. */
  readonly replacedAt: Date | null;
}

export const logoModel = collection<LogoDoc>(
  'logos',
  { accountId: String, program: String, type: { type: String }, createdAt: Date, replacedAt: Date },
  [
    // Those of a program.
    { keys: { accountId: 1, program: 1 } },
    // Upkeep: what was replaced long ago.
    { keys: { replacedAt: 1 } },
  ],
);

/** How many one pass of the upkeep removes. */
const REMOVED_AT_ONCE = 200;

/** Logos that accounts have uploaded: anybody who knows the address of one may see it. */
export class LogoStore extends storeOf(logoModel) {
  constructor(
    connection: Connection,
    private readonly parts: {
      readonly files: FileStorage;
      /** Without one every picture counts as clean. */
      readonly scanner: DocumentScanner | undefined;
    },
  ) {
    super(connection);
  }

  /** Stores a picture that the scanner has found clean; otherwise its verdict. Safe to repeat. */
  async add(
    logo: Pick<LogoDoc, 'accountId' | 'program' | 'type'>,
    content: Buffer,
  ): Promise<LogoDoc | Exclude<Verdict, 'clean'>> {
    const { accountId, program, type } = logo;
    const _id = createHash('sha256').update(`${accountId}:${program}:`).update(content).digest('hex');
    const { contentType } = FILE_TYPES[type];
    const verdict = (await this.parts.scanner?.scan({ id: _id, contentType, bytes: content })) ?? 'clean';
    if (verdict !== 'clean') return verdict;
    // First what names the bytes: nothing lies in the storage that the upkeep does not find.
    const now = new Date();
    const doc = await insertOrFind(this.model, { _id, ...logo, createdAt: now, replacedAt: now });
    await this.parts.files.put(keyOf(_id), {
      bytes: Readable.from([content]),
      size: content.length,
      contentType,
    });
    return doc;
  }

  async find(id: string): Promise<LogoDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  /** Its bytes as they come. */
  async content({ _id }: LogoDoc): Promise<Readable | undefined> {
    return this.parts.files.get(keyOf(_id));
  }

  /** The program shows this one from now on, or none; the others stay a while for e-mails that were sent with them. */
  async show(accountId: string, program: string, id: string | undefined): Promise<void> {
    const own = { accountId, program };
    await this.model.updateMany(
      { ...own, _id: not(id ?? ''), replacedAt: null },
      { $set: { replacedAt: new Date() } },
    );
    if (id !== undefined) await this.model.updateOne({ ...own, _id: id }, { $set: { replacedAt: null } });
  }

  /** Removes what was replaced long ago. Safe to repeat. */
  async tidy(now: Date): Promise<void> {
    const old = { replacedAt: lt(new Date(now.getTime() - REPLACED_LOGO_MS)) };
    for (const { _id } of await this.model.find(old).limit(REMOVED_AT_ONCE).lean<LogoDoc[]>()) {
      await this.parts.files.remove(keyOf(_id));
      await this.model.deleteOne({ _id, ...old });
    }
  }
}

const keyOf = (id: string): string => storageKey(`logos/${id}`);
