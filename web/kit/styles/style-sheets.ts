import fs from 'node:fs';
import path from 'node:path';
import unicodeRanges from '@fontsource-variable/inter/unicode.json';
import * as scales from '@radix-ui/colors';

/** What both sides are made of, in the order of the layers; print comes last, because it undoes. */
const SHARED = ['tokens.css', 'base.css', 'controls.css', 'surfaces.css', 'lists.css'];

/** The style sheet of signed-in pages, or of those that need no sign-in, with fonts that were given an address. */
export function styleSheet(side: 'signed-in' | 'invitee', fonts: readonly Font[]): string {
  const own =
    side === 'signed-in'
      ? [
          'signed-in.css',
          'invitation.css',
          'workspace.css',
          'builder.css',
          'views.css',
          'figures.css',
          'reference.css',
          'phone.css',
          'print.css',
        ]
      : [path.join('..', '..', 'invitee', 'invitee.css')];
  const files = [...SHARED, ...own].map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'));
  return minified(
    [files[0], scaleRules(), ...fonts.map(fontFace), FALLBACK_FACE, ...files.slice(1)].join('\n'),
  );
}

/** One part of the typeface, for the letters that it holds. */
export interface Font {
  readonly href: string;
  readonly unicodeRange: string;
}

/** The files of the typeface; browsers load the second one only for a letter of its own. */
export const FONT_FILES = (['latin', 'latin-ext'] as const).map((subset) => ({
  name: `inter-${subset}`,
  file: `@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`,
  unicodeRange: unicodeRanges[subset],
}));

function fontFace({ href, unicodeRange }: Font): string {
  return `@font-face { font-family: 'Inter Variable'; font-style: normal; font-display: swap; font-weight: 100 900; src: url('${href}') format('woff2'); unicode-range: ${unicodeRange}; }`;
}

/** A letter as wide as one of Inter, so that nothing jumps when Inter comes. */
const FALLBACK_FACE = `@font-face { font-family: 'Inter Fallback'; src: local('Arial'); ascent-override: 90.49%; descent-override: 22.56%; line-gap-override: 0%; size-adjust: 107.06%; }`;

type Scale = Readonly<Record<string, string>>;

/** The colours that the tokens are made of, twelve steps each, for light and dark. */
function scaleRules(): string {
  const pairs: readonly (readonly [Scale, Scale])[] = [
    [scales.slate, scales.slateDark],
    [scales.indigo, scales.indigoDark],
    [scales.green, scales.greenDark],
    [scales.amber, scales.amberDark],
    [scales.red, scales.redDark],
  ];
  const steps = pairs.flatMap(([light, dark]) =>
    Object.entries(light).map(
      ([name, color]) => `--${name.replace(/\d+$/, '-$&')}: light-dark(${color}, ${dark[name]});`,
    ),
  );
  return `@layer tokens { :root { ${steps.join(' ')} } }`;
}

/** Without comments and indentation, which half of a style sheet is. */
function minified(css: string): string {
  return css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,])\s*/g, '$1')
    .replace(/;\}/g, '}')
    .trim();
}
