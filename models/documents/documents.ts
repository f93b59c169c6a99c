import { createHash } from 'node:crypto';
import type { Connection, QueryFilter } from 'mongoose';
import type { StoredDocument } from '../../domain/documents/document';
import { FILE_TYPES } from '../../domain/documents/file-types';
import {
  INVITATION_LIMITS,
  MOST_BYTES,
  RECORD_LIMITS,
  UNUSED_FOR_MS,
  UNUSED_LIMITS,
} from '../../domain/documents/limits';
import type { DocumentScanner } from '../../domain/documents/scanner';
import { bytesOf, type FileStorage, storageKey } from '../../domain/documents/storage';
import { newId } from '../../domain/ids';
import { anyOf, collection, findOne, insertOnce, isSet, lt, not, part, storeOf } from '../mongo/collection';

export type DocumentDoc = StoredDocument;

export const documentModel = collection<DocumentDoc>(
  'documents',
  {
    accountId: String,
    program: String,
    field: String,
    recordId: String,
    invitationIds: [String],
    uploadedBy: part({ kind: String, id: String }),
    name: String,
    type: { type: String },
    bytes: Number,
    sha256: String,
    state: String,
    createdAt: Date,
    handedInAt: Date,
  },
  [
    // Those of an invitation: its page, its limits, its erasure.
    { keys: { invitationIds: 1 } },
    // What a user has uploaded for no invitation yet.
    { keys: { accountId: 1, 'uploadedBy.id': 1, invitationIds: 1 } },
    // The file of each record; what those of an account hold.
    { keys: { recordId: 1 } },
    { keys: { accountId: 1, recordId: 1 } },
    // Upkeep: what nobody handed in, and what was not scanned.
    { keys: { handedInAt: 1, createdAt: 1 } },
    { keys: { state: 1, createdAt: 1 } },
  ],
);

/** A file as it is uploaded. */
export type NewDocument = Pick<
  DocumentDoc,
  'accountId' | 'program' | 'field' | 'recordId' | 'uploadedBy' | 'name' | 'type'
> & { readonly invitationId: string | undefined; readonly content: Buffer };

/** Where the bytes are, and who looks for malware in them. */
export interface DocumentParts {
  readonly files: FileStorage;
  /** Without one every file counts as clean. */
  readonly scanner: DocumentScanner | undefined;
  /** Told of a file whose bytes were deleted because of what they held. */
  readonly onInfected: (document: DocumentDoc) => Promise<void>;
}

/** Files that one pass of the upkeep removes, and has scanned. */
const REMOVED_AT_ONCE = 200;
const SCANNED_AT_ONCE = 25;
/** An upload that is still being scanned by whoever took it. */
const IN_HAND_MS = 60_000;

const USABLE = ['pending', 'clean'] as const;

/** Files that answer custom fields or that records hold: what is known of them here, their bytes in the storage. */
export class DocumentStore extends storeOf(documentModel) {
  constructor(
    connection: Connection,
    private readonly parts: DocumentParts,
  ) {
    super(connection);
  }

  /**
   * Stores a file and has it scanned; the same file for the same field again is the one that is there. `undefined`
   * when whoever brings it has brought too many.
   */
  async add({ content, invitationId, ...input }: NewDocument): Promise<DocumentDoc | undefined> {
    const doc: DocumentDoc = {
      _id: newId('doc'),
      ...input,
      invitationIds: invitationId === undefined ? [] : [invitationId],
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      state: 'pending',
      createdAt: new Date(),
      handedInAt: null,
    };
    const same = await this.sameAs(doc);
    if (same?.state === 'clean') return same;
    // First what names the bytes: nothing lies in the storage that the upkeep does not find.
    if (same === undefined && !(await this.addWithinLimits(doc))) return undefined;
    // One that is there may have been left without its bytes.
    return this.scan(await this.put(same ?? doc, content), content);
  }

  /** Whoever may see it is for the caller to say. */
  async find(id: string): Promise<DocumentDoc | undefined> {
    return findOne(this.model, { _id: id });
  }

  async findMany(ids: readonly string[]): Promise<DocumentDoc[]> {
    return ids.length === 0 ? [] : this.model.find({ _id: anyOf(ids) }).lean<DocumentDoc[]>();
  }

  /** In the order of their upload. */
  async ofInvitation(invitationId: string): Promise<DocumentDoc[]> {
    return this.model.find({ invitationIds: invitationId }).sort({ _id: 1 }).lean<DocumentDoc[]>();
  }

  /**
   * Keeps files for an invitation from now on; false, and nothing to rely on, when one of them is on its way out.
   * Safe to repeat.
   */
  async handIn(accountId: string, ids: readonly string[], invitationId: string): Promise<boolean> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return true;
    const { matchedCount } = await this.model.updateMany(
      { _id: anyOf(wanted), accountId, state: anyOf(USABLE) },
      { $set: { handedInAt: new Date() }, $addToSet: { invitationIds: invitationId } },
    );
    return matchedCount === wanted.length;
  }

  /** Takes back {@link handIn} for an invitation that did not come to be. */
  async release(accountId: string, ids: readonly string[], invitationId: string): Promise<void> {
    const named = { _id: anyOf(ids), accountId };
    await this.model.updateMany(named, { $pull: { invitationIds: invitationId } });
    for (const { _id, invitationIds } of await this.findMany(ids)) {
      if (invitationIds.length > 0) continue;
      await this.model.updateOne({ _id, accountId, invitationIds: [] }, { $set: { handedInAt: null } });
    }
  }

  /**
   * Makes the file that of its record, in place of the one before; false, and nothing to rely on, when it is on its way
   * out. Safe to repeat.
   */
  async holdInRecord({ _id, recordId }: Pick<DocumentDoc, '_id' | 'recordId'>): Promise<boolean> {
    if (recordId === undefined) throw new TypeError('The file is not of a record.');
    const usable = { _id, recordId, state: anyOf(USABLE) };
    const held = await this.model.updateOne(usable, { $set: { handedInAt: new Date() } });
    if (held.matchedCount === 0) return false;
    const earlier = { recordId, _id: not(_id), handedInAt: isSet() };
    for (const doc of await this.model.find(earlier).lean<DocumentDoc[]>()) await this.remove(doc);
    return true;
  }

  /** The file of each record that has one; the caller has made sure that the records may be read. */
  async ofRecords(recordIds: readonly string[]): Promise<ReadonlyMap<string, DocumentDoc>> {
    const held = { recordId: anyOf(recordIds), handedInAt: isSet() };
    const found = await this.model.find(held).sort({ handedInAt: 1 }).lean<DocumentDoc[]>();
    return new Map(found.map((doc) => [doc.recordId ?? '', doc]));
  }

  /** Forgets every file that was brought for these records. Safe to repeat. */
  async removeOfRecords(recordIds: readonly string[]): Promise<void> {
    const brought = this.model.find({ recordId: anyOf(recordIds) });
    for (const doc of await brought.lean<DocumentDoc[]>()) await this.remove(doc);
  }

  /** The bytes; `undefined` while nobody may have them. One that was not scanned yet is scanned now. */
  async content(doc: DocumentDoc): Promise<Buffer | undefined> {
    if (doc.state !== 'pending' && doc.state !== 'clean') return undefined;
    const content = await this.read(doc);
    if (content === undefined) return undefined;
    const { state } = doc.state === 'pending' ? await this.scan(doc, content) : doc;
    return state === 'clean' ? content : undefined;
  }

  /** Whether all of them may be had. Those that were not scanned yet are scanned now, while the scanner answers. */
  async areClean(ids: readonly string[]): Promise<boolean> {
    for (const id of new Set(ids)) {
      const doc = await this.find(id);
      if (doc === undefined || (await this.settled(doc)).state !== 'clean') return false;
    }
    return true;
  }

  /** Forgets the files of an invitation, except those that answer another one as well. Safe to repeat. */
  async removeOf(invitationId: string): Promise<void> {
    for (const doc of await this.ofInvitation(invitationId)) {
      if (doc.invitationIds.every((id) => id === invitationId)) await this.remove(doc);
      else await this.model.updateOne({ _id: doc._id }, { $pull: { invitationIds: invitationId } });
    }
  }

  /** Removes what nobody handed in, and has scanned what no scanner has answered for. Safe to repeat. */
  async tidy(now: Date): Promise<void> {
    const unused = { handedInAt: null, createdAt: lt(new Date(now.getTime() - UNUSED_FOR_MS)) };
    for (const { _id } of await this.oldest(unused, REMOVED_AT_ONCE)) {
      // Whoever hands it in at this very moment is told that it is gone.
      const doc = await this.model
        .findOneAndUpdate(
          { _id, handedInAt: null },
          { $set: { state: 'removing' } },
          { returnDocument: 'after' },
        )
        .lean<DocumentDoc>();
      if (doc !== null) await this.remove(doc);
    }
    const waiting = { state: 'pending' as const, createdAt: lt(new Date(now.getTime() - IN_HAND_MS)) };
    for (const doc of await this.oldest(waiting, SCANNED_AT_ONCE)) {
      const content = await this.read(doc);
      // A scanner that gives no answer gives none for the others.
      if (content !== undefined && (await this.scan(doc, content)).state === 'pending') break;
    }
  }

  private async settled(doc: DocumentDoc): Promise<DocumentDoc> {
    if (doc.state !== 'pending') return doc;
    const content = await this.read(doc);
    return content === undefined ? doc : this.scan(doc, content);
  }

  private async addWithinLimits(doc: DocumentDoc): Promise<boolean> {
    await insertOnce(this.model, doc);
    if (!(await this.isTooMuch(doc))) return true;
    await this.model.deleteOne({ _id: doc._id });
    return false;
  }

  private async put(doc: DocumentDoc, content: Buffer): Promise<DocumentDoc> {
    const { contentType } = FILE_TYPES[doc.type];
    await this.parts.files.put(keyOf(doc), { bytes: piecesOf(content), size: content.length, contentType });
    return doc;
  }

  private oldest(filter: QueryFilter<DocumentDoc>, limit: number): Promise<DocumentDoc[]> {
    return this.model.find(filter).sort({ createdAt: 1 }).limit(limit).lean<DocumentDoc[]>();
  }

  /** `undefined` for one whose upload broke off. */
  private async read(doc: DocumentDoc): Promise<Buffer | undefined> {
    const stream = await this.parts.files.get(keyOf(doc));
    return stream && bytesOf(stream, MOST_BYTES);
  }

  private async remove(doc: DocumentDoc): Promise<void> {
    await this.parts.files.remove(keyOf(doc));
    await this.model.deleteOne({ _id: doc._id });
  }

  /** Asks the scanner, and acts by what it says. */
  private async scan(doc: DocumentDoc, bytes: Buffer): Promise<DocumentDoc> {
    const { scanner, files, onInfected } = this.parts;
    const { contentType } = FILE_TYPES[doc.type];
    const verdict = (await scanner?.scan({ id: doc._id, contentType, bytes })) ?? 'clean';
    if (verdict === 'unknown') return doc;
    const { _id } = doc;
    await this.model.updateOne({ _id, state: 'pending' }, { $set: { state: verdict } });
    const settled = { ...doc, state: verdict };
    if (verdict === 'infected') {
      await files.remove(keyOf(doc));
      await onInfected(settled);
    }
    return settled;
  }

  private async sameAs(doc: DocumentDoc): Promise<DocumentDoc | undefined> {
    const { accountId, program, field, recordId, name, sha256 } = doc;
    const what = { accountId, program, field, name, sha256, state: anyOf(USABLE) };
    return findOne(this.model, { ...this.ownersOf(doc), ...what, ...(recordId && { recordId }) });
  }

  private async isTooMuch(doc: DocumentDoc): Promise<boolean> {
    const limits = limitsOf(doc);
    const all = await this.model.find(this.ownersOf(doc)).select({ bytes: 1 }).lean<{ bytes: number }[]>();
    return all.length > limits.documents || all.reduce((sum, { bytes }) => sum + bytes, 0) > limits.bytes;
  }

  /** Files that count together: those of an invitation or of all records, or what a user has uploaded for none yet. */
  private ownersOf({ invitationIds: [invitationId], recordId, accountId, uploadedBy }: DocumentDoc) {
    if (recordId !== undefined) return { accountId, recordId: isSet() };
    return invitationId === undefined
      ? { accountId, 'uploadedBy.id': uploadedBy.id, invitationIds: [], recordId: null }
      : { invitationIds: invitationId };
  }
}

function limitsOf({ invitationIds, recordId }: DocumentDoc) {
  if (recordId !== undefined) return RECORD_LIMITS;
  return invitationIds.length === 0 ? UNUSED_LIMITS : INVITATION_LIMITS;
}

const keyOf = ({ _id }: Pick<DocumentDoc, '_id'>): string => storageKey(`documents/${_id}`);

const PIECE_BYTES = 256 * 1024;

async function* piecesOf(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE_BYTES) {
    yield await Promise.resolve(content.subarray(at, at + PIECE_BYTES));
  }
}
