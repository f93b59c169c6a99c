import { randomBytes } from 'node:crypto';
import { parse } from 'node:querystring';
import type { Request, Response } from 'express';
import { readBytes } from '../../api/http/body/read-bytes';
import { Problem } from '../../api/http/problem';

/** What a browser sent: one text per field, several for a field with choices. */
export type FormBody = Readonly<Record<string, string | string[] | undefined>>;

/** The hidden field of a form of something that is there: what the form was made of (see `editing/edits.ts`). */
export const SEEN = 'seen';

const MOST_FIELDS = 2_000;

/**
 * Reads the fields of a form whose sender was let in; a request without a form has none.
 *
 * @throws {@link Problem} 413
 */
export async function readForm(request: Request, response: Response, limitBytes: number): Promise<FormBody> {
  if (typeof request.is('application/x-www-form-urlencoded') !== 'string') return {};
  const text = (await readBytes(request, response, limitBytes)).toString('utf8');
  if (text.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) throw new Problem('payload-too-large');
  return parse(text, '&', '=', { maxKeys: MOST_FIELDS });
}

/** One text of a form; of several the first. */
export function textOf(form: FormBody, name: string): string {
  return textsOf(form, name)[0] ?? '';
}

/** All texts of a form under one name. */
export function textsOf(form: FormBody, name: string): string[] {
  return [form[name] ?? []].flat();
}

/** Browsers send every line break as two characters, which would make each text a changed one. */
export function unixLines(form: FormBody): FormBody {
  const plain = (value: string | string[] | undefined) =>
    Array.isArray(value) ? value.map(unixLine) : value === undefined ? undefined : unixLine(value);
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, plain(value)]));
}

function unixLine(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** A key for one showing of one form. */
export function newFormKey(): string {
  return `page.${randomBytes(16).toString('base64url')}`;
}

/** The key that a form was shown with. */
export function keyOf({ _key }: FormBody): string | undefined {
  return typeof _key === 'string' && /^page\.[\w-]{22}$/.test(_key) ? _key : undefined;
}

/** A path of ours to go on with; anything that could lead elsewhere is no path. */
export function ownPath(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.length > 500)
    return undefined;
  const base = 'http://usher.invalid';
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}` : undefined;
}
