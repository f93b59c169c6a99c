/** Each begins to match in few places, so that no text takes longer than its length. */
const SECRETS: readonly [RegExp, string][] = [
  // Whatever the prefix: a purpose that comes later shall not be forgotten here; `%2E` is a dot in a path.
  [/v1(\.|%2e)[a-z]{2,8}(_|%5f)[^\s"'&]+/gi, '[token]'],
  [/\b(usher|whsec|sk)_[A-Za-z0-9_-]{8,}/g, '[key]'],
  [/Bearer\s+\S+/gi, 'Bearer [key]'],
  [/mongodb(\+srv)?:\/\/[^\s@/]*@/g, 'mongodb://[credentials]@'],
  // `/@scope/` is a package in the path of a file.
  [/(?<![^\s@"'<>(){}:;,])(?:(?!\/@[\w-]+\/)[^\s@"'<>(){}:;,])+@[^\s@"'<>(){}:;,]+/g, '[e-mail]'],
];

/** Takes tokens, keys and e-mail addresses out of a text that is going to be logged. */
export function scrub(text: string): string {
  return SECRETS.reduce((clean, [pattern, word]) => clean.replace(pattern, word), text);
}

/**
 * A path without its escapes, however often they were escaped, so that nothing secret hides behind them. `%25` is an
 * escaped `%`: many in a row go at once, since one round each would cost the square of the length.
 */
function readable(path: string): string {
  const plain = path.replace(/%(?:25)*([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return plain === path ? path : readable(plain);
}

/** What may be logged of the address that was asked for: its path, without its query. */
export function loggedPath(url: string): string {
  return scrub(readable(url.split('?')[0] ?? ''));
}

/** What may be logged of an error: type, code, scrubbed message and stack, and the same of its causes. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  return {
    type: error.name,
    message: scrub(error.message),
    stack: scrub(error.stack ?? ''),
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(error.cause !== undefined && depth < 4 ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
