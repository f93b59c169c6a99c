import { z } from 'zod';

const MAX_DATA_CHARS = 16_000;
const MAX_DATA_DEPTH = 6;

/** Names that a database or a serialiser takes for its own. */
const RESERVED = /^\$|^(_bsontype|toBSON|toJSON)$|[.\u0000]/;

/** What a record holds is up to the account, as long as it is small, flat and plain. */
export const recordData = z
  .record(z.string().max(100), z.unknown())
  .check((context) => {
    if (JSON.stringify(context.value).length > MAX_DATA_CHARS) {
      complain(context.issues, [], `Must not be larger than ${MAX_DATA_CHARS} characters of JSON.`);
      return;
    }
    checkPlain(context.issues, context.value, []);
  })
  .meta({ type: 'object', additionalProperties: true });

type Issues = z.core.ParsePayload['issues'];

function complain(issues: Issues, path: string[], message: string): void {
  issues.push({ code: 'custom', input: undefined, path, message });
}

function checkPlain(issues: Issues, value: object, path: string[]): void {
  if (path.length >= MAX_DATA_DEPTH) {
    complain(issues, path, `Must not be nested deeper than ${MAX_DATA_DEPTH} levels.`);
    return;
  }
  for (const [key, child] of Object.entries(value) as [string, unknown][]) {
    const at = [...path, key];
    if (!Array.isArray(value) && RESERVED.test(key)) complain(issues, at, 'Is a reserved name.');
    else if (typeof child === 'object' && child !== null) checkPlain(issues, child, at);
  }
}
