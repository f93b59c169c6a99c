import type { Response } from 'express';
import type { RenderedEmail } from '../../../templates/render';

/** Somebody's HTML: no script, no form, an origin of its own, and only to be framed by us. */
const SANDBOX = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src https: data:',
  "frame-ancestors 'self'",
].join('; ');

/** Sends an e-mail for the frame of a preview, with its subject as title. */
export function sendEmailPreview(response: Response, { html }: RenderedEmail): void {
  response.set({ 'Content-Security-Policy': SANDBOX, 'Cache-Control': 'no-store' }).type('html').send(html);
}
