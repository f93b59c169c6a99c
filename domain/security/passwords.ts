import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's parameters for 16 MiB: cost 2^14, block 8, five lanes. */
const COST = { N: 2 ** 14, r: 8, p: 5 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const FORM = /^scrypt\$(\d{1,8})\$(\d{1,3})\$(\d{1,3})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/** Hashes a password (NFKC) with scrypt and a fresh salt; the parameters are part of the answer. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Hash of nothing anybody knows; comparing with it costs what a real comparison costs. */
const DECOY = ['scrypt', COST.N, COST.r, COST.p, 'A'.repeat(22), 'A'.repeat(43)].join('$');

/**
 * Whether the password belongs to the hash, compared in constant time. Without a hash (unknown user, no
 * password yet) the same work is done and the answer is false.
 */
export async function verifyPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  const parts = FORM.exec(hash ?? DECOY) ?? FORM.exec(DECOY);
  const [N, r, p] = [Number(parts?.[1]), Number(parts?.[2]), Number(parts?.[3])];
  const salt = Buffer.from(parts?.[4] ?? '', 'base64url');
  const expected = Buffer.from(parts?.[5] ?? '', 'base64url');
  const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
  const same = key.length === expected.length && timingSafeEqual(key, expected);
  return same && FORM.test(hash ?? '');
}
