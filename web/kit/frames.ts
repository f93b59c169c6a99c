import type { Response } from 'express';
import type { Problem } from '../../api/http/problem';
import { linksOf } from '../../templates/html-tokens';
import { renderPart } from '../../templates/pages/signed-in/render';
import type { RenderedEmail } from '../../templates/render';
import { problemTitle } from './problem-text';
import { reader } from './reader';

/** Somebody's HTML: no script, no form, an origin of its own, and only to be framed by us. */
const SANDBOX = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' https: data:",
  "frame-ancestors 'self'",
].join('; ');

/** How an e-mail is looked at: as most programs show it, or as those do that show text alone. */
export type Look = 'html' | 'text';

interface Seen {
  readonly look?: Look;
  /** The name that it comes from. */
  readonly from?: string | undefined;
  /** What to know about its look. */
  readonly note?: string | undefined;
}

/**
 * Sends an e-mail to be looked at, its subject above it. Its links lead nowhere yet, so they are none: a keyboard does
 * not stop in a frame that the next change replaces.
 */
export function sendEmailPreview(
  response: Response,
  { subject, preheader, html, text }: RenderedEmail,
  { look = 'html', ...more }: Seen = {},
): void {
  const head = { subject, preheader, ...more };
  if (look === 'text')
    sendFrame(response, renderPart('frame', { ...head, title: subject, text }, reader().locale));
  else sendFrame(response, withHead(withoutLinks(html), renderPart('mail-head', head, reader().locale)));
}

/** Marks an answer as one that stands in a frame, which no page of ours is put into. */
export function answersFrame(response: Response): void {
  response.locals['frame'] = true;
}

export const isFrame = ({ locals }: Response): boolean => locals['frame'] === true;

/** Says in a frame why it shows nothing else. */
export function sendFrameProblem(response: Response, problem: Problem): void {
  const { title, text } = problemTitle(problem);
  const lines = (problem.options.errors ?? []).map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`);
  response.status(problem.status);
  sendFrame(response, renderPart('frame', { title, intro: text, lines }));
}

function sendFrame(response: Response, html: string): void {
  response.set({ 'Content-Security-Policy': SANDBOX, 'Cache-Control': 'no-store' }).type('html').send(html);
}

/** Whatever somebody saved, the head comes first in what is seen. */
function withHead(html: string, head: string): string {
  const body = html.search(/<body/i);
  const end = body < 0 ? 0 : html.indexOf('>', body) + 1;
  return html.slice(0, end) + head + html.slice(end);
}

/** Cut out by where the parser found them, in linear time whatever somebody saved. */
function withoutLinks(html: string): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of linksOf(html)) {
    kept.push(html.slice(at, start));
    at = end;
  }
  return kept.join('') + html.slice(at);
}
