import { LINK_VARIABLES } from './email-data';
import type { TemplatePiece } from './template-pieces';

const links: ReadonlySet<string> = new Set(LINK_VARIABLES);

/** A subject stands in lists, notifications and logs of mail servers. */
export function subjectProblems(pieces: readonly TemplatePiece[]): string[] {
  return pieces.flatMap((piece) =>
    typeof piece !== 'string' && piece.kind === 'variable' && links.has(piece.name)
      ? [`must not hold {{${piece.name}}}`]
      : [],
  );
}

/** What a text may end with at one place, over all of its alternatives. */
const BLANK = 1;
const OTHER = 2;
const LINK = 4;

/** An address in angle brackets may go on over blanks and lines (RFC 3986, appendix C). */
const BRACKETED = /<\s*(?:https?:|ftp:|www\.|$)/i;

/** Whether a `<` without its `>` is open at the end of a text, given whether one was before. */
export function endsOpen(text: string, before: boolean): boolean {
  const [opens, closes] = [text.lastIndexOf('<'), text.lastIndexOf('>')];
  return opens === closes ? before : opens > closes;
}

/**
 * In plain text, a mail client makes a link of everything up to the next blank: what touches a link variable
 * would become part of its address, or make it part of another one.
 */
export function plainTextProblems(pieces: readonly TemplatePiece[]): string[] {
  const problems: string[] = [];
  const touching = (name: string) =>
    problems.push(`must have a blank or a line end on both sides of {{${name}}}`);
  const open: { before: number; first: number }[] = [];
  let end = BLANK;
  let lastLink = '';
  let isOpen = false;
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      if (piece === '') continue;
      if ((end & LINK) !== 0 && !isBlank(piece.at(0))) touching(lastLink);
      end = isBlank(piece.at(-1)) ? BLANK : OTHER;
      // What closes it in one alternative does not in the other.
      isOpen = endsOpen(piece, isOpen) || (isOpen && open.length > 0);
      if (BRACKETED.test(piece)) problems.push('must not hold an address in angle brackets');
    } else if (piece.kind === 'variable') {
      const isLink = links.has(piece.name);
      if (isLink && isOpen) problems.push(`must have no "<" without ">" before {{${piece.name}}}`);
      if (isLink && end !== BLANK) touching(piece.name);
      else if ((end & LINK) !== 0) touching(lastLink);
      if (isLink) lastLink = piece.name;
      end = isLink ? LINK : end | OTHER;
    } else {
      end = branch(piece.kind, end, open);
    }
  }
  return problems;
}

function branch(
  kind: 'open' | 'else' | 'close',
  end: number,
  open: { before: number; first: number }[],
): number {
  const block = open.at(-1);
  if (kind === 'open' || block === undefined) {
    open.push({ before: end, first: 0 });
    return end;
  }
  if (kind === 'else') {
    block.first = end;
    return block.before;
  }
  open.pop();
  return block.first | end;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r';
}
