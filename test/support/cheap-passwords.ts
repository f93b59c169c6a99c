// For every test file: what hashes a password takes 0.4 s of a core, as it is meant to, and tests sign in a
// thousand times. test/models/mongo/secrets-and-limits.test.ts asks for the real cost.
import crypto from 'node:crypto';

type Scrypt = (
  password: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  options: crypto.ScryptOptions,
  done: (error: Error | null, key: Buffer) => void,
) => void;

const COSTLY = 2 ** 14;
const real = Symbol.for('usher.test.scrypt');
// The module is the same one for all test files of a process.
const shared = crypto as unknown as { scrypt: Scrypt; [real]: Scrypt | undefined };
const scrypt = (shared[real] ??= shared.scrypt);

/** By default the parameters of real passwords are cheap; others stay as they are. */
export const passwords = { cost: 'cheap' as 'cheap' | 'real' };

shared.scrypt = (password, salt, length, options, done) => {
  const isCheap = passwords.cost === 'cheap' && Number(options.N) >= COSTLY;
  scrypt(password, salt, length, isCheap ? { N: 2, r: 1, p: 1 } : options, done);
};
