import type { Response } from 'express';
import type { ApiSettings } from '../../api/deps';
import { logosAt } from '../../domain/programs/logo';

/** A logo that pages may load: over https, or one that was uploaded here. */
export function shownLogo({ publicUrl }: Pick<ApiSettings, 'publicUrl'>, address: string | null | undefined) {
  return address != null && logosAt(publicUrl).mayShow(address) ? address : undefined;
}

/**
 * Headers of a page that was opened by a link with a token: nothing of it is kept, and nothing but our own
 * style sheet and the brand's logo is loaded.
 */
export function protectPage(response: Response, logoUrl?: string): void {
  const logo = logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`;
  response.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex, nofollow',
    'Content-Security-Policy': [
      "default-src 'none'",
      "style-src 'self'",
      "font-src 'self'",
      `img-src 'self' data:${logo}`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  });
}
