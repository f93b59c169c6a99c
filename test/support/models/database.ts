import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { connectMongo, createStores, type Stores } from '../../../models';
import { testMongoUri } from '../engines';

/** Signs hashes in tests. */
export const SECRET = 'a-secret-of-the-model-tests';

/** Stores on a database of their own, dropped at the end of the file. */
export interface TestDatabase {
  readonly uri: string;
  readonly connection: Connection;
  readonly stores: Stores;
}

/** Connects before the tests of a file and drops the database after them. */
export function useDatabase(name: string): TestDatabase {
  const database = {} as { -readonly [K in keyof TestDatabase]: TestDatabase[K] };
  beforeAll(async () => {
    database.uri = testMongoUri(`${name}_${randomBytes(4).toString('hex')}`);
    database.connection = await connectMongo(database.uri);
    database.stores = createStores(database.connection, { secret: SECRET });
  });
  afterAll(async () => {
    await database.connection.dropDatabase();
    await database.connection.close();
  });
  return database;
}
