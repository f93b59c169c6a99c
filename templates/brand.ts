import type { ProgramBrand } from '../domain/programs/program';

/** The accent of the pages, `--indigo-9`. */
const DEFAULT_COLOR = '#3e63dd';
const DARK_TEXT = '#000000';
const LIGHT_TEXT = '#ffffff';

/** Brand as templates show it. */
export interface BrandLook {
  readonly logoUrl: string | undefined;
  readonly color: string;
  /** Text on top of `color`: black or white, whichever has the stronger contrast (at least 4.5 : 1). */
  readonly onColor: string;
  readonly senderName: string | undefined;
  readonly replyTo: string | undefined;
}

/**
 * A brand that is safe to show, made of a saved one, of which nothing is trusted: a colour is `#rrggbb` or the
 * default, a logo is an http(s) address or none.
 */
export function brandLook(brand: ProgramBrand): BrandLook {
  const color = brand.color !== undefined && isBrandColor(brand.color) ? brand.color : DEFAULT_COLOR;
  return {
    logoUrl: brand.logoUrl === undefined ? undefined : webAddress(brand.logoUrl),
    color,
    onColor: contrast(color, LIGHT_TEXT) >= contrast(color, DARK_TEXT) ? LIGHT_TEXT : DARK_TEXT,
    senderName: brand.senderName,
    replyTo: brand.replyTo,
  };
}

/** Whether a text is a colour that a brand may have: `#rrggbb` and nothing else. */
export function isBrandColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The address as given when it is an absolute http(s) one; `undefined` for any other scheme or text. */
export function webAddress(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? text : undefined;
}

/** Contrast of two `#rrggbb` colours by WCAG 2.2, from 1 to 21. */
export function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
