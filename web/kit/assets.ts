import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import express, { type Request, type Response, type Router } from 'express';
import type { Theme } from '../../domain/accounts/preferences';
import { brandLook, isBrandColor } from '../../templates/brand';
import { LOGO } from '../../templates/pages/icons';
import { memoize } from '../../templates/memoize';
import { FONT_FILES, styleSheet } from './styles/style-sheets';

interface Asset {
  readonly href: string;
  readonly type: string;
  readonly plain: Buffer;
  /** None of what is packed already. */
  readonly zipped: Buffer | undefined;
}

const hashOf = (content: Buffer | string) => createHash('sha256').update(content).digest('hex').slice(0, 12);

/** Its name changes with its content, so it may be kept for good. */
function asset(name: string, type: 'css' | 'js' | 'svg' | 'woff2', content: Buffer | string): Asset {
  const plain = Buffer.from(content);
  const zipped = type === 'woff2' ? undefined : gzipSync(plain, { level: 9 });
  return { href: `/assets/${name}.${hashOf(plain)}.${type}`, type, plain, zipped };
}

const own = (file: string) => fs.readFileSync(path.join(__dirname, file), 'utf8');
const installed = (file: string) => fs.readFileSync(require.resolve(file));

const fonts = FONT_FILES.map(({ name, file, unicodeRange }) => ({
  ...asset(name, 'woff2', installed(file)),
  unicodeRange,
}));
/** Small comforts, each in a file of its own, that come as one. */
const SCRIPTS = [
  'usher-page.js',
  ...['drops', 'live', 'shortcuts', 'unsaved', 'variables', 'zone'].map((name) => `browser/${name}.js`),
];

/**
 * The style sheet for whoever has chosen a theme: what it asks the device has its answer, so that nothing flashes and no
 * script is needed.
 */
const themed = (styles: string, theme: 'light' | 'dark'): string =>
  styles.replace(/color-scheme:\s*light dark/g, `color-scheme: ${theme}`);

const styles = styleSheet('signed-in', fonts);
const SHEETS: Readonly<Record<Theme, Asset>> = {
  system: asset('usher', 'css', styles),
  light: asset('usher', 'css', themed(styles, 'light')),
  dark: asset('usher', 'css', themed(styles, 'dark')),
};

const ASSETS = {
  invitee: asset('invitee', 'css', styleSheet('invitee', fonts)),
  htmx: asset('htmx', 'js', installed('htmx.org/dist/htmx.min.js')),
  script: asset('usher', 'js', SCRIPTS.map(own).join('\n')),
  icon: asset('usher', 'svg', LOGO),
} as const;

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

/** Addresses and settings that layouts name. */
export const ASSET_LINKS = {
  invitee: ASSETS.invitee.href,
  htmx: ASSETS.htmx.href,
  script: ASSETS.script.href,
  icon: ASSETS.icon.href,
  font: fonts[0]?.href ?? '',
  htmxConfig: JSON.stringify(HTMX_CONFIG),
};

/** The same for a page in the theme that its reader has chosen. */
export function assetLinks(theme: Theme) {
  const colorScheme = theme === 'system' ? ['light', 'dark'].join(' ') : theme;
  return { ...ASSET_LINKS, css: SHEETS[theme].href, colorScheme };
}

/**
 * Style sheets, scripts, letters and the icon of all pages, and nothing from anywhere else. A brand's colour comes as
 * a style sheet of its own, so that the content policy can forbid every inline style.
 */
export function pageAssets(): Router {
  const router = express.Router({ caseSensitive: true });
  for (const one of [...Object.values(SHEETS), ...Object.values(ASSETS), ...fonts]) {
    router.get(one.href, (request, response) => send(request, response, one));
  }
  router.get('/assets/brand/:file', (request, response, next) => {
    const [color = ''] = request.params.file.split('.');
    const one = isBrandColor(`#${color}`) ? brandAsset(color) : undefined;
    if (one?.href === request.path) send(request, response, one);
    else next();
  });
  // What a browser asks for by itself, beside a file that names no icon.
  router.get('/favicon.ico', (_request, response) => response.redirect(302, ASSETS.icon.href));
  return router;
}

/** What names the style sheet of a brand's colour: the colour and a hash. */
export function brandKey(color: string): string {
  return brandAsset(color.slice(1).toLowerCase()).href.replace(/^.*\/|\.css$/g, '');
}

/** Made once for each colour, not with every page that names it. */
const brandAsset = memoize(100, (color): Asset => {
  const { onColor } = brandLook({ color: `#${color}` });
  return asset(`brand/${color}`, 'css', `:root { --brand: #${color}; --on-brand: ${onColor}; }\n`);
});

function send(request: Request, response: Response, { href, type, plain, zipped }: Asset): void {
  const zip = zipped !== undefined && request.acceptsEncodings('gzip') === 'gzip';
  response.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    // Weak: the same whether it is packed or not.
    ETag: `W/"${href.split('.').at(-2)}"`,
    Vary: 'Accept-Encoding',
  });
  if (zip) response.set('Content-Encoding', 'gzip');
  response.type(type).send(zip ? zipped : plain);
}
