import { bytesOf, StorageError, type FileStorage } from '../../domain/documents/storage';
import { GridFsStorage } from '../../models/documents/gridfs-storage';
import { S3Storage } from '../../storage/s3-storage';
import { needing } from '../support/needing';
import { useDatabase } from '../support/models/database';
import { hasVersityGw, startSmallS3, startVersityGw, type S3Server } from '../support/s3-server';

const contentOf = (bytes: Buffer) => ({
  bytes: (async function* () {
    for (let at = 0; at < bytes.length; at += 100_000) {
      yield await Promise.resolve(bytes.subarray(at, at + 100_000));
    }
  })(),
  size: bytes.length,
  contentType: 'application/pdf',
});
const read = async (storage: FileStorage, key: string) => {
  const stream = await storage.get(key);
  return stream && bytesOf(stream, 10_000_000);
};
const large = Buffer.from(Array.from({ length: 700_000 }, (_, n) => n % 251));

/** What every storage does. */
function itStores(storage: () => FileStorage): void {
  it('gives back what it took, byte for byte, and nothing of another key', async () => {
    await storage().put('documents/doc_1', contentOf(large));
    await storage().put('documents/doc_2', contentOf(Buffer.from('two')));
    expect((await read(storage(), 'documents/doc_1'))?.equals(large)).toBe(true);
    expect((await read(storage(), 'documents/doc_2'))?.toString()).toBe('two');
    expect(await read(storage(), 'documents/doc_3')).toBeUndefined();
  });

  it('puts one thing in place of another', async () => {
    await storage().put('documents/doc_4', contentOf(large));
    await storage().put('documents/doc_4', contentOf(Buffer.from('new')));
    expect((await read(storage(), 'documents/doc_4'))?.toString()).toBe('new');
  });

  it('removes, also what is gone', async () => {
    await storage().put('documents/doc_5', contentOf(large));
    await storage().remove('documents/doc_5');
    expect(await read(storage(), 'documents/doc_5')).toBeUndefined();
    await storage().remove('documents/doc_5');
  });

  it('keeps nothing of what broke off', async () => {
    const broken = {
      ...contentOf(large),
      bytes: (async function* () {
        yield await Promise.resolve(large.subarray(0, 300_000));
        throw new Error('cut off');
      })(),
    };
    await expect(storage().put('documents/doc_6', broken)).rejects.toThrow('cut off');
    expect(await read(storage(), 'documents/doc_6')).toBeUndefined();
  });

  it('refuses a key that is a path', async () => {
    for (const key of ['../secrets', 'documents/../doc_1', 'documents/a/../../b']) {
      await expect(storage().put(key, contentOf(large))).rejects.toThrow(TypeError);
      await expect(storage().get(key)).rejects.toThrow(TypeError);
      await expect(storage().remove(key)).rejects.toThrow(TypeError);
    }
  });
}

describe('the database', () => {
  const database = useDatabase('storage');
  const storage = () => new GridFsStorage(database.connection);
  itStores(storage);

  it('leaves no piece of what was removed or replaced', async () => {
    const count = async () =>
      Promise.all(
        ['files.files', 'files.chunks'].map((name) =>
          database.connection.db!.collection(name).countDocuments(),
        ),
      );
    const before = await count();
    await storage().put('documents/doc_7', contentOf(large));
    await storage().put('documents/doc_7', contentOf(large));
    await storage().remove('documents/doc_7');
    expect(await count()).toEqual(before);
  });
});

describe('a small S3 server', () => {
  let server: Awaited<ReturnType<typeof startSmallS3>>;
  beforeAll(async () => {
    server = await startSmallS3();
  });
  afterAll(() => server.close());
  afterEach(() => (server.whim = undefined));
  const storage = (changes = {}) => new S3Storage({ ...server.options, ...changes });
  itStores(storage);

  it('is asked again after a failure that may pass', async () => {
    let failures = 2;
    server.whim = (_request, response) => {
      if (failures-- <= 0) return false;
      response.writeHead(503).end();
      return true;
    };
    await storage().put('documents/doc_8', contentOf(Buffer.from('x')));
    expect((await read(storage(), 'documents/doc_8'))?.toString()).toBe('x');
  });

  it('that refuses, fails or never answers is told in words without key, address or secret', async () => {
    const failures: Record<string, () => Promise<unknown>> = {
      'The file storage answered 403 to PUT.': () =>
        storage({ secretAccessKey: 'wrong' }).put('documents/doc_9', contentOf(large)),
      'The file storage answered 403 to GET.': () =>
        storage({ secretAccessKey: 'wrong' }).get('documents/doc_9'),
      'The file storage did not answer to DELETE.': () =>
        storage({ endpoint: 'http://127.0.0.1:9' }).remove('documents/doc_9'),
    };
    for (const [words, fail] of Object.entries(failures)) {
      await expect(fail()).rejects.toThrow(new StorageError(words));
    }
    server.whim = () => true;
    await expect(storage().remove('documents/doc_9')).rejects.toThrow('did not answer to DELETE');
  });

  it('that redirects is not followed', async () => {
    server.whim = (_request, response) => {
      response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end();
      return true;
    };
    await expect(storage().get('documents/doc_1')).rejects.toThrow('answered 307 to GET');
  });
});

needing('versitygw', hasVersityGw).describe('a real S3 server', () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await startVersityGw();
  }, 60_000);
  afterAll(() => server.close());
  itStores(() => new S3Storage(server.options));

  it('takes no signature by another secret', async () => {
    const forged = new S3Storage({ ...server.options, secretAccessKey: 'another' });
    await expect(forged.put('documents/doc_9', contentOf(large))).rejects.toThrow('answered 403 to PUT');
  });
});
