import { endsOpen } from './check-text';
import { ELEMENTS } from './email-html';
import type { EmailSource } from './email-sources';
import { htmlPieces, type HtmlToken } from './html-tokens';

/**
 * Whether a finished e-mail shows a token anywhere but in the places that lead to us: in HTML the whole
 * `href` of an `<a>`, in plain text a word of its own that no open `<` stands before. `links` are the addresses that were filled in.
 */
export function leaksToken({ subject, html, text }: EmailSource, links: readonly string[]): boolean {
  const tokens = links.flatMap(tokenOf);
  if (tokens.length === 0) return false;
  const holdsToken = (part: string) => tokens.some((token) => part.includes(token));
  if (holdsToken(subject)) return true;
  if (text.split(/\s/).some((word) => holdsToken(word) && !links.includes(word))) return true;
  if (tokens.some((token) => isBracketed(text, token))) return true;
  return htmlPieces(html).tokens.some((piece) => pieceLeaks(piece, holdsToken, links));
}

function pieceLeaks(
  piece: HtmlToken,
  holdsToken: (part: string) => boolean,
  links: readonly string[],
): boolean {
  switch (piece.kind) {
    case 'start':
      return piece.attributes.some(
        ({ name, value }) =>
          (holdsToken(value) && !(piece.name === 'a' && name === 'href' && links.includes(value))) ||
          !ELEMENTS.has(piece.name),
      );
    case 'text':
    case 'comment':
      return holdsToken(piece.text);
    case 'doctype':
      return holdsToken(piece.raw);
    case 'end':
      return false;
  }
}

/** An address in angle brackets goes on over blanks and lines (RFC 3986, appendix C). */
function isBracketed(text: string, token: string): boolean {
  const parts = text.split(token).slice(0, -1);
  let open = false;
  return parts.some((part) => (open = endsOpen(part, open)));
}

function tokenOf(link: string): string[] {
  const token = URL.canParse(link) ? new URL(link).searchParams.get('token') : null;
  return token ? [token] : [];
}
