import mongoose, { type Connection, type Model, type QueryFilter, Schema, type UpdateQuery } from 'mongoose';

/** Documents are read lean, so that no member hides a method of mongoose's own. */
const SWITCHED_OFF = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  suppressReservedKeysWarning: true,
};
const STRICT = { strict: 'throw', strictQuery: 'throw', minimize: false, versionKey: false } as const;

/** An index as real MongoDB shall have it; only `unique` ones carry meaning, the others are for speed. */
export interface IndexDeclaration {
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: true;
  /** TTL: real MongoDB removes the document this long after the date; the code never relies on it. */
  readonly expireAfterSeconds?: number;
}

/** Documents with `expiresAt`, which real MongoDB clears once they have expired. */
export const CLEARED_WHEN_EXPIRED: IndexDeclaration = { keys: { expiresAt: 1 }, expireAfterSeconds: 0 };

/** Members of a document by name, as mongoose's `SchemaDefinition`, whose own type overflows the linter. */
export type Fields = Readonly<Record<string, unknown>>;

/** A part of a document without an ID of its own; unknown members throw. */
export function part(fields: Fields): object {
  return new Schema(fields as never, { ...STRICT, _id: false });
}

type ModelOn<T> = (connection: Connection) => Model<T>;

const declared: ((connection: Connection) => Promise<unknown>)[] = [];

/**
 * Declares a collection; returns what gives its model on a connection. Unknown members of documents, updates and
 * filters throw; no member has a default and indexes are made by `connectMongo` alone.
 */
export function collection<T extends { _id: string }>(
  name: string,
  fields: Fields,
  indexes: readonly IndexDeclaration[] = [],
): ModelOn<T> {
  const modelOn: ModelOn<T> = (connection) => {
    const known = connection.models[name] as Model<T> | undefined;
    if (known !== undefined) return known;
    const definition: unknown = { _id: { type: String, required: true }, ...fields };
    const schema = new Schema(definition as never, { ...STRICT, ...SWITCHED_OFF, collection: name });
    for (const { keys, ...options } of indexes) schema.index({ ...keys }, options);
    return connection.model(name, schema) as unknown as Model<T>;
  };
  if (indexes.length > 0) {
    const specs = indexes.map(({ keys, ...options }) => ({ key: { ...keys }, ...options }));
    // In one command: mongoose would send one for each index.
    declared.push((connection) => modelOn(connection).collection.createIndexes(specs));
  }
  return modelOn;
}

/** What makes the indexes of each collection; safe to repeat. */
export const indexesOn = (connection: Connection) => declared.map((make) => () => make(connection));

/** The base class of the store of one collection. */
export function storeOf<T extends { _id: string }>(modelOn: ModelOn<T>) {
  return class {
    protected readonly model: Model<T>;
    constructor(connection: Connection) {
      this.model = modelOn(connection);
    }
  };
}

/** The document as it is stored, if there is one. */
export async function findOne<T>(model: Model<T>, filter: QueryFilter<T>): Promise<T | undefined> {
  return (await model.findOne(filter).lean<T>()) ?? undefined;
}

/** Changes the one document that the filter finds; as it is stored then, if there is one. */
export async function updateOne<T>(model: Model<T>, filter: QueryFilter<T>, change: UpdateQuery<T>) {
  const updated = model.findOneAndUpdate(filter, change, { returnDocument: 'after' });
  return (await updated.lean<T>()) ?? undefined;
}

/** Marks operators that this code wrote itself; `sanitizeFilter` turns every other one into a plain value. */
export const lt = <T>(value: T) => mongoose.trusted({ $lt: value });
export const lte = <T>(value: T) => mongoose.trusted({ $lte: value });
export const not = <T>(value: T) => mongoose.trusted({ $ne: value });
/** Set at all, to something. */
export const isSet = () => mongoose.trusted({ $exists: true, $ne: null });
export const anyOf = <T>(values: readonly T[]) => mongoose.trusted({ $in: [...values] });

/** A counter that is absent in older documents, which is 0. */
export const counted = (value: number) => (value === 0 ? anyOf([0, null]) : value);

/** Strictly after the value in the direction of a sort. */
export const after = <T>(direction: 1 | -1, value: T) =>
  mongoose.trusted(direction === 1 ? { $gt: value } : { $lt: value });

/** The value itself or {@link after} it. */
export const atOrAfter = <T>(direction: 1 | -1, value: T) =>
  mongoose.trusted(direction === 1 ? { $gte: value } : { $lte: value });

/** From `from` up to, but not including, `to`; either may be left out. */
export const between = <T>(from: T | undefined, to: T | undefined) =>
  mongoose.trusted({
    ...(from === undefined ? {} : { $gte: from }),
    ...(to === undefined ? {} : { $lt: to }),
  });

const DUPLICATE_KEY = 11_000;

/** Whether the error says that a unique index refused a write. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY;
}

/**
 * Inserts a document unless one with its ID exists; returns whether it did. Safe to repeat and to race.
 *
 * @throws the E11000 of any other unique index
 */
export async function insertOnce<T extends { _id: string }>(model: Model<T>, doc: T): Promise<boolean> {
  const { _id, ...rest } = doc;
  try {
    const result = await model.updateOne({ _id } as never, { $setOnInsert: rest } as never, { upsert: true });
    return result.upsertedCount === 1;
  } catch (error) {
    // Two first inserts raced; unless another index refused, the other one holds the same document.
    if (isDuplicateKey(error) && (await model.exists({ _id } as never)) !== null) return false;
    throw error;
  }
}

/**
 * Inserts those documents that are not there yet, in one step, and answers which it inserted. Safe to repeat and
 * to race.
 */
export async function insertMissing<T extends { _id: string }>(
  model: Model<T>,
  docs: readonly T[],
): Promise<readonly T[]> {
  if (docs.length === 0) return [];
  try {
    await model.insertMany(docs as never, { ordered: false, lean: true });
    return docs;
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const refused = [error.writeErrors].flat();
    if (refused.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    const known = new Set(refused.map(({ index }) => index));
    return docs.filter((_, index) => !known.has(index));
  }
}

/** {@link insertOnce}, and returns what is stored then: the document itself or the one that was there. */
export async function insertOrFind<T extends { _id: string }>(model: Model<T>, doc: T): Promise<T> {
  if (await insertOnce(model, doc)) return doc;
  return (await findOne<T>(model, { _id: doc._id })) ?? doc;
}
