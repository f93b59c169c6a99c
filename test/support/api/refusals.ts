import type { Answer, CallOptions, Person, TestApi } from './support';

/** One body that must be refused; `pointer` says where, `raw` is sent as it is. */
export interface Refusal {
  readonly body?: unknown;
  readonly raw?: string;
  readonly pointer?: string;
  readonly code?: string;
}

/** Status and code of an answer, for one comparison. */
export const outcome = ({ status, body }: Answer): unknown[] => [status, body.code];

/** Sends each body and expects its code (default `validation-failed`) and not one changed document. */
export async function expectRefused(
  api: TestApi,
  method: string,
  path: string,
  person: Person | undefined,
  refusals: readonly Refusal[],
): Promise<void> {
  const before = await api.dump();
  for (const { body, raw, pointer, code = 'validation-failed' } of refusals) {
    const options: CallOptions =
      raw === undefined
        ? { as: person, body }
        : { as: person, raw, headers: { 'content-type': 'application/json' } };
    const answer = await api.call(method, path, options);
    const sent = raw ?? (JSON.stringify(body) as string | undefined)?.slice(0, 200);
    expect({ sent, code: answer.body.code, status: answer.status }).toEqual({
      sent,
      code,
      status: STATUS[code],
    });
    if (pointer !== undefined) {
      expect({ sent, pointers: answer.body.errors.map((error) => error.pointer) }).toEqual({
        sent,
        pointers: expect.arrayContaining([pointer]) as string[],
      });
    }
  }
  expect(await api.dump()).toEqual(before);
}

const STATUS: Readonly<Record<string, number>> = {
  'validation-failed': 422,
  'payload-too-large': 413,
  'malformed-json': 400,
  'role-ceiling': 403,
  forbidden: 403,
  'not-found': 404,
  'already-exists': 409,
  'invalid-transition': 409,
};

/** What no endpoint takes, whatever it is about. */
export const HOSTILE_BODIES: readonly Refusal[] = [
  { raw: '{"__proto__":{"rank":100}}' },
  { raw: '{"constructor":{"prototype":{"rank":100}}}' },
  { body: { $gt: '' } },
  { body: { nonsense: 1 }, pointer: '/nonsense' },
  { body: [] },
  { raw: 'null,', code: 'malformed-json' },
  { raw: '{', code: 'malformed-json' },
  { body: 'text' },
  { body: Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`m${index}`, index])) },
  {
    body: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`m${index}`, index])),
    code: 'payload-too-large',
  },
  { raw: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
];

/** Values that are none where one line of text is asked for. */
export const NO_LINES: readonly unknown[] = [
  '',
  '   ',
  7,
  true,
  null,
  [],
  ['x'],
  { $ne: null },
  'a\nb',
  'a\u0000b',
  '\ud800',
  'x'.repeat(201),
];
