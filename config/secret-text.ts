/** 32 random bytes have 43 characters in base64url; what is shorter than this was not made from them. */
const LEAST_CHARACTERS = 32;

/** Random texts of that length have 18 or more different ones, in hexadecimal 10 or more. */
const LEAST_DIFFERENT = 8;

const PLACEHOLDER =
  /change.?(?:me|it|this)|replace.?(?:me|this)|your.?(?:own|secret|key)|placeholder|example|password/i;

/** A short text several times over, the last time perhaps in part. */
const REPEATED = /^(.{1,16}?)\1+.{0,15}$/s;

/** How a good secret is made, for messages. */
export const HOW_TO_MAKE = 'make one with: openssl rand -base64 32';

/** Why a text is no secret of 32 random bytes; `undefined` where nothing tells against it. */
export function weaknessOf(text: string): string | undefined {
  if (text.length < LEAST_CHARACTERS) {
    return `must be 32 random bytes, so at least ${LEAST_CHARACTERS} characters; ${HOW_TO_MAKE}`;
  }
  if (PLACEHOLDER.test(text)) return `looks like a placeholder, not like 32 random bytes; ${HOW_TO_MAKE}`;
  if (new Set(text).size < LEAST_DIFFERENT || REPEATED.test(text)) {
    return `repeats itself, so it is not 32 random bytes; ${HOW_TO_MAKE}`;
  }
  return undefined;
}
