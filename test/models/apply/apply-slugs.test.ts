import { newId } from '../../../domain/ids';
import { APPLY_LINK_MS, connectMongo, createStores, type Stores } from '../../../models';
import { testMongoUri } from '../../support/engines';

const [ACME, GLOBEX] = [newId('acc'), newId('acc')];
let stores: Stores;
let all: () => Promise<unknown[]>;
let close: () => Promise<void>;

beforeAll(async () => {
  const connection = await connectMongo(testMongoUri('apply_slugs'));
  stores = createStores(connection, { secret: 'a-secret-of-the-slug-tests' });
  all = () => connection.db!.collection('apply_requests').find().toArray();
  close = async () => {
    await connection.dropDatabase();
    await connection.close();
  };
});
afterAll(() => close());

describe('a slug', () => {
  it('belongs to one account, for ever, and so does everything that looks like it', async () => {
    const { applySlugs } = stores;
    expect(await applySlugs.claim(ACME, 'default', 'nordwind')).toBe('ok');
    expect(await applySlugs.claim(ACME, 'default', 'nordwind')).toBe('ok');
    expect(await applySlugs.claim(ACME, 'gold', 'nordwind')).toBe('taken');
    for (const slug of ['nordwind', 'n0rdwind', 'nord-wind']) {
      expect(await applySlugs.claim(GLOBEX, 'default', slug)).toBe('taken');
    }
    expect(await applySlugs.find('nordwind')).toEqual({ accountId: ACME, program: 'default' });
    expect(await applySlugs.find('n0rdwind')).toBeUndefined();

    await applySlugs.release(ACME, 'default', null);
    expect(await applySlugs.find('nordwind')).toBeUndefined();
    expect(await applySlugs.claim(GLOBEX, 'default', 'nordwind')).toBe('taken');
    expect(await applySlugs.claim(ACME, 'gold', 'n0rd-wind')).toBe('ok');
    expect(await applySlugs.find('n0rd-wind')).toEqual({ accountId: ACME, program: 'gold' });
  });

  it('is given up only by its own account and program', async () => {
    const { applySlugs } = stores;
    await applySlugs.claim(ACME, 'silver', 'silverlining');
    await applySlugs.release(GLOBEX, 'silver', null);
    await applySlugs.release(ACME, 'bronze', null);
    await applySlugs.release(ACME, 'silver', 'silverlining');
    expect(await applySlugs.find('silverlining')).toEqual({ accountId: ACME, program: 'silver' });
  });

  it('goes to one of any number of accounts that want it at once', async () => {
    const claims = Array.from({ length: 8 }, (_, n) =>
      stores.applySlugs.claim(`acc_${n}`, 'default', 'racing'),
    );
    expect((await Promise.all(claims)).sort()).toEqual(['ok', ...Array<string>(7).fill('taken')]);
  });

  it('is not hoarded: an account has had twenty of them at most', async () => {
    const hoarder = newId('acc');
    const claim = (n: number) =>
      stores.applySlugs.claim(hoarder, `p${n}`, `hoard-${'abcdefghknopqrstuvwxyz'[n]}`);
    for (let n = 0; n < 20; n += 1) expect(await claim(n)).toBe('ok');
    expect(await claim(20)).toBe('too-many');
    expect(await claim(3)).toBe('ok');
  });
});

describe('a request for a link', () => {
  const request = {
    ...{ accountId: ACME, program: 'default', locale: 'en', mayMail: true },
    ...{ email: 'Nora@Borealis.example', emailKey: 'nora@borealis.example' },
  };

  it('keeps the address sealed, and for a day', async () => {
    const now = new Date();
    const id = await stores.applyRequests.create(request, now);
    expect(await stores.applyRequests.find(id, now)).toMatchObject({ email: 'Nora@Borealis.example' });
    expect(JSON.stringify(await all())).not.toMatch(/nora|borealis/i);
    const just = (ms: number) => new Date(now.getTime() + APPLY_LINK_MS + ms);
    expect(await stores.applyRequests.find(id, just(-1))).toBeDefined();
    expect(await stores.applyRequests.find(id, just(0))).toBeUndefined();
  });

  it('is forgotten with its address, by the account that is asked to', async () => {
    const mine = await stores.applyRequests.create(request);
    const other = await stores.applyRequests.create({ ...request, accountId: GLOBEX });
    await stores.applyRequests.removeOfAddress(ACME, request.emailKey);
    expect(await stores.applyRequests.find(mine)).toBeUndefined();
    expect(await stores.applyRequests.find(other)).toBeDefined();
  });
});
