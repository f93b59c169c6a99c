import type { Readable } from 'node:stream';
import mongoose, { type Connection } from 'mongoose';
import { storageKey, type FileStorage, type StoredContent } from '../../domain/documents/storage';

/** Collections `files.files` and `files.chunks`. */
const BUCKET = 'files';

type Bucket = mongoose.mongo.GridFSBucket;

/** Files in the database itself (GridFS), so that nothing else has to be run, backed up or secured. */
export class GridFsStorage implements FileStorage {
  private bucket: Bucket | undefined;

  constructor(private readonly connection: Connection) {}

  async put(key: string, content: StoredContent): Promise<string> {
    const bucket = this.open();
    const earlier = await idsOf(bucket, key);
    const stream = bucket.openUploadStream(storageKey(key), {
      metadata: { contentType: content.contentType },
    });
    try {
      for await (const chunk of content.bytes) await written(stream, chunk);
      await ended(stream);
    } catch (error) {
      await stream.abort().catch(() => undefined);
      throw error;
    }
    for (const id of earlier) await removeOne(bucket, id);
    return key;
  }

  async get(key: string): Promise<Readable | undefined> {
    const bucket = this.open();
    const id = (await idsOf(bucket, storageKey(key))).at(-1);
    return id && bucket.openDownloadStream(id);
  }

  async remove(key: string): Promise<void> {
    const bucket = this.open();
    for (const id of await idsOf(bucket, storageKey(key))) await removeOne(bucket, id);
  }

  private open(): Bucket {
    const { db } = this.connection;
    if (db === undefined) throw new TypeError('The connection is not open.');
    this.bucket ??= new mongoose.mongo.GridFSBucket(db, { bucketName: BUCKET });
    return this.bucket;
  }
}

type Id = mongoose.mongo.ObjectId;
type Upload = ReturnType<Bucket['openUploadStream']>;

/** Every version under a key, oldest first; one of them, unless a process died while it replaced another. */
async function idsOf(bucket: Bucket, key: string): Promise<Id[]> {
  const found = await bucket.find({ filename: key }).toArray();
  return found.sort((a, b) => a.uploadDate.getTime() - b.uploadDate.getTime()).map(({ _id }) => _id);
}

/** One that somebody else has removed meanwhile is gone all the same. */
async function removeOne(bucket: Bucket, id: Id): Promise<void> {
  try {
    await bucket.delete(id);
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoRuntimeError)) throw error;
  }
}

function written(stream: Upload, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(chunk, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

function ended(stream: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('error', reject);
    stream.end(() => resolve());
  });
}
