import { z } from 'zod';
import type { Request, Response } from 'express';
import type { ApiDeps } from '../../api/deps';
import { knownDevice } from '../../api/http/device-cookie';
import { fieldsOnly, holdsFiles } from '../documents/uploads';
import { type FormBody, ownPath, readForm, textOf } from './form-body';
import { packed } from './packed';

/** A form that could not be taken yet, on its way through the sign-in, and where it was sent. */
const keptForm = z.object({
  action: z.string().refine((path) => ownPath(path) === path),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type KeptForm = z.output<typeof keptForm>;

/** The form as the text of one hidden field, and back. */
export const { pack: packForm, unpack: unpackForm } = packed(keptForm);

/** Packed into a field of the sign-in form it has to stay below what that form may hold. */
const MOST_CHARACTERS = 150_000;

/**
 * What somebody sent with one of our own pages and would have to type again. A form that another site sent
 * is nothing to keep.
 */
export function keptFormOf(request: Request): KeptForm | undefined {
  if (request.method !== 'POST' || !isOurOwn(request)) return undefined;
  const action = ownPath(request.originalUrl);
  const fields = fieldsOf((request.body as FormBody | undefined) ?? {});
  if (action === undefined || fields.length === 0) return undefined;
  const kept = { action, fields };
  return JSON.stringify(kept).length > MOST_CHARACTERS ? undefined : kept;
}

/** Only an e-mail template can reach it. */
export const FORM_BYTES = 256 * 1024;

/** A browser in which somebody has signed in before may have a form that is worth keeping; a stranger has not. */
export async function readKeptForm(deps: ApiDeps, request: Request, response: Response): Promise<void> {
  if (request.method !== 'POST' || request.readableDidRead || isPart(request) || !isOurOwn(request)) return;
  if (knownDevice(request, deps.settings) === undefined) return;
  await deps.rateLimits.publicCall(request.ip ?? 'unknown');
  request.body = holdsFiles(request)
    ? await fieldsOnly(request, response)
    : await readForm(request, response, FORM_BYTES);
}

/** Whether the answer goes into a page that stays as it is: into a frame of it, or wherever htmx puts it. */
export function isPart({ headers }: Request): boolean {
  return headers['hx-request'] === 'true' || headers['sec-fetch-dest'] === 'iframe';
}

/** A page of ours sent this, as the browser says and no other site can make it say. */
export function isOurOwn(request: Request): boolean {
  return request.headers['sec-fetch-site'] === 'same-origin';
}

/** Tokens belong to the page that is gone, and passwords are never sent back to the browser. */
function fieldsOf(body: FormBody): KeptForm['fields'] {
  return Object.entries(body)
    .filter(([name]) => !name.startsWith('_') && !/password/i.test(name))
    .flatMap(([name, value]) => [value ?? []].flat().map((text) => ({ name, value: text })));
}

/** The same with the tokens of its page, to be sent again as it is: done once, whatever became of the first. */
export function repeatedFormOf(request: Request): KeptForm | undefined {
  const kept = keptFormOf(request);
  const body = (request.body as FormBody | undefined) ?? {};
  const tokens = ['_csrf', '_key'].map((name) => ({ name, value: textOf(body, name) }));
  return kept && { ...kept, fields: [...kept.fields, ...tokens] };
}
