import express, { type Request, type Router } from 'express';
import type { PreviewMessage } from '../../domain/email/preview-message';
import { webAddress } from '../../templates/brand';
import { renderPlainPage } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { readableBy } from '../../api/email/preview-readers';
import { found } from '../../api/http/problem';
import { ASSET_LINKS } from '../kit/assets';
import { moment } from '../kit/format';
import { readInbox } from './preview-inbox';

const PAGE_SIZE = 100;

/** The part of a message that is shown is somebody's HTML: no script, no form, an origin of its own. */
const SANDBOX = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src https: http: data:',
  "frame-ancestors 'self'",
].join('; ');

/**
 * The inbox of the preview transport as pages and as JSON. Whoever reaches it reads links, so it is mounted with
 * that transport only, and shows each reader what {@link readableBy} lets through.
 */
export function devInboxPages(deps: ApiDeps, dataDir: string): Router {
  const router = express.Router({ caseSensitive: true });
  const read = async (request: Request) => (await readableBy(deps, request))(await readInbox(dataDir));
  const readOne = async (request: Request<{ id: string }>) =>
    found((await read(request)).find(({ id }) => id === request.params.id));
  router.use('/dev', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/dev/inbox.json', async (request, response) => {
    response.json(await read(request));
  });
  router.get('/dev/inbox', async (request, response) => {
    response.type('html').send(listPage(await read(request), Number(request.query['from'] ?? 0)));
  });
  router.get('/dev/inbox/:id', async (request, response) => {
    response.type('html').send(messagePage(await readOne(request)));
  });
  router.get('/dev/inbox/:id/html', async (request, response) => {
    const { html } = await readOne(request);
    response.set('Content-Security-Policy', SANDBOX).type('html').send(openingElsewhere(html));
  });
  return router;
}

function listPage(messages: readonly PreviewMessage[], from: number): string {
  const start = Number.isSafeInteger(from) && from > 0 ? from : 0;
  const next = start + PAGE_SIZE;
  return renderPlainPage('inbox', {
    assets: ASSET_LINKS,
    total: messages.length,
    messages: messages.slice(start, next).map((message) => ({
      ...message,
      href: pathOf(message),
      when: moment(message.createdAt),
    })),
    olderHref: next < messages.length ? `/dev/inbox?from=${next}` : undefined,
  });
}

function messagePage(message: PreviewMessage): string {
  const { to, toName, from, fromName, replyTo, createdAt, template, locale } = message;
  const headers = [
    ['To', mailbox(to, toName)],
    ['From', mailbox(from, fromName)],
    ...(replyTo === null ? [] : [['Reply-To', replyTo]]),
    ['Date', moment(createdAt)],
    ['Template', `${template} (${locale})`],
    ['Message', message.id],
    ...Object.entries(message.headers),
  ].map(([name, value]) => ({ name, value }));
  const { subject, text } = message;
  const links = message.links.filter((link) => webAddress(link) !== undefined);
  return renderPlainPage('inbox-message', {
    assets: ASSET_LINKS,
    subject,
    text,
    links,
    headers,
    htmlHref: `${pathOf(message)}/html`,
  });
}

/** Links of the e-mail open in a tab of their own: the frame they stand in may run no form. */
function openingElsewhere(html: string): string {
  return html.replace('<head>', '<head><base target="_blank">');
}

function pathOf({ id }: PreviewMessage): string {
  return `/dev/inbox/${encodeURIComponent(id)}`;
}

function mailbox(email: string, name: string | null): string {
  return name === null ? email : `${name} <${email}>`;
}
