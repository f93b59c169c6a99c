import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as base64url text. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** SHA-256 as hex; enough for secrets of 256 random bits, never for passwords. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
