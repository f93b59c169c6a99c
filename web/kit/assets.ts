import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import express, { type Router } from 'express';
import type { Theme } from '../../domain/accounts/preferences';
import { brandLook, isBrandColor } from '../../templates/brand';

interface Asset {
  readonly href: string;
  readonly type: 'css' | 'js';
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

/** Its name changes with its content, so it may be kept for good. */
function asset(name: string, type: Asset['type'], plain: Buffer): Asset {
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  return { href: `/assets/${name}.${hash}.${type}`, type, plain, zipped: gzipSync(plain, { level: 9 }) };
}

const STYLES = fs.readFileSync(path.join(__dirname, 'usher.css'), 'utf8');

/**
 * The style sheet for whoever has chosen a theme: what it asks the device has its answer, so that nothing flashes and no
 * script is needed.
 */
function themed(theme: 'light' | 'dark'): Buffer {
  const answered = STYLES.replaceAll('color-scheme: light dark', `color-scheme: ${theme}`).replaceAll(
    /@media \(prefers-color-scheme: (light|dark)\)/g,
    (_, asked) => (asked === theme ? '@media all' : '@media not all'),
  );
  return Buffer.from(answered);
}

const SHEETS: Readonly<Record<Theme, Asset>> = {
  system: asset('usher', 'css', Buffer.from(STYLES)),
  light: asset('usher', 'css', themed('light')),
  dark: asset('usher', 'css', themed('dark')),
};
const HTMX = asset('htmx', 'js', fs.readFileSync(require.resolve('htmx.org/dist/htmx.min.js')));
const SCRIPT = asset('usher', 'js', fs.readFileSync(path.join(__dirname, 'usher-page.js')));

/** Nothing that the content policy forbids; errors are shown like every other answer. */
const HTMX_CONFIG = {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollBehavior: 'auto',
  responseHandling: [
    { code: '204', swap: false },
    { code: '[2345]..', swap: true },
  ],
};

/** Addresses and settings that the layout names. */
export function assetLinks(theme: Theme) {
  return {
    css: SHEETS[theme].href,
    colorScheme: theme === 'system' ? ['light', 'dark'].join(' ') : theme,
    htmx: HTMX.href,
    script: SCRIPT.href,
    htmxConfig: JSON.stringify(HTMX_CONFIG),
  };
}

const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Long enough to be useful, short enough that a new version shows the same day. */
const FOR_AN_HOUR = 'public, max-age=3600';

/**
 * Style sheets and scripts of all pages, and nothing from anywhere else. A brand's colour comes as a style sheet of
 * its own, so that the content policy can forbid every inline style.
 */
export function pageAssets(): Router {
  const router = express.Router({ caseSensitive: true });
  for (const { href, type, plain, zipped } of [...Object.values(SHEETS), HTMX, SCRIPT]) {
    router.get(href, (request, response) => {
      const zip = request.acceptsEncodings('gzip') === 'gzip';
      response.set({ 'Cache-Control': FOR_GOOD, Vary: 'Accept-Encoding' });
      if (zip) response.set('Content-Encoding', 'gzip');
      response.type(type).send(zip ? zipped : plain);
    });
  }
  const styles = fs.readFileSync(path.join(__dirname, '..', 'invitee', 'invitee.css'), 'utf8');
  router.get('/assets/invitee.css', (_request, response) => {
    response.set('Cache-Control', FOR_AN_HOUR).type('css').send(styles);
  });
  router.get('/assets/brand/:file', (request, response, next) => {
    const color = `#${request.params.file.replace(/\.css$/, '')}`;
    if (!isBrandColor(color)) {
      next();
      return;
    }
    const { onColor } = brandLook({ color });
    const css = `:root { --brand: ${color}; --on-brand: ${onColor}; }\n`;
    response.set('Cache-Control', FOR_AN_HOUR).type('css').send(css);
  });
  return router;
}
