import { z } from 'zod';
import type { Request, Response } from 'express';
import type { ApiSettings } from '../../api/deps';
import { readCookie, setCookie } from '../../api/http/cookies';
import { packed } from './packed';
import { t } from './reader';

const MAX_TEXT = 500;
const ownPath = z
  .string()
  .regex(/^\/[\w/.-]*$/)
  .optional();
const link = z.string().optional();

/** A short text on the page that follows a form, with up to two paths of ours to go on. */
const notice = z.object({
  kind: z.enum(['good', 'info', 'bad']),
  text: z.string().max(MAX_TEXT),
  href: ownPath,
  link,
  alsoHref: ownPath,
  alsoLink: link,
});
export type PageNotice = z.output<typeof notice>;

const COOKIE = 'usher_notice';
const LIFE_SECONDS = 60;
const { pack, unpack } = packed(notice);

/** Keeps the notice for the next page that is shown. */
export function leaveNotice(response: Response, { publicUrl }: ApiSettings, left: PageNotice): void {
  const { text, link: label, alsoLink } = left;
  const value = pack({
    ...left,
    text: t(text).slice(0, MAX_TEXT),
    link: label && t(label),
    alsoLink: alsoLink && t(alsoLink),
  });
  response.append('Set-Cookie', setCookie(COOKIE, value, LIFE_SECONDS, publicUrl));
}

/** The notice that was left, once; whatever else stands in the cookie is none. */
export function takeNotice(request: Request, response: Response): PageNotice | undefined {
  const value = readCookie(request, COOKIE);
  if (value === undefined || value === '') return undefined;
  response.clearCookie(COOKIE, { path: '/' });
  return unpack(value);
}
