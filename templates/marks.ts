/**
 * Private use, so no template may hold them, and values lose them: begin and end of a name, a new line, and begin of an
 * instant, of the words for it, and their end.
 */
const [OPEN, CLOSE, LINE] = ['\ue000', '\ue001', '\ue002'];
const [INSTANT, WORDS, END] = ['\ue003', '\ue004', '\ue005'];
const MARKS = /\ue003[-+\dT:.Z]*\ue004|[\ue000-\ue005]/g;
const TIMES = /\ue003([-+\dT:.Z]+)\ue004([^<\ue003-\ue005]*)\ue005/g;
/** Of a text that was cut off, or of what somebody typed. */
const HALF_TIMES = /\ue003[-+\dT:.Z]*\ue004?|[\ue004\ue005]/g;

/** What can hold no element: titles, options and the like as a whole, a comment, a tag with its quoted values. */
const NO_TEXT =
  /<(title|style|textarea|option)\b[^]*?<\/\1\s*>|<!--[^]*?-->|<[!/]?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;

/** Variables of e-mails and invitees' pages that hold a name as somebody typed it. */
export const NAMES = [
  'partnerName',
  'contactFirstName',
  'contactLastName',
  'inviterName',
  'inviterAccountName',
  'keyName',
] as const;

/** A name, marked so that {@link placeMarks} keeps its direction to itself; an empty one stays empty. */
export function markedName(name: string): string {
  const bare = withoutMarks(name);
  return bare === '' ? '' : OPEN + bare + CLOSE;
}

/** A text whose line ends are marked, because not every mail client keeps them. */
export function markedLines(text: string): string {
  return withoutMarks(text).replace(/\r\n?|[\n\u2028\u2029]/g, LINE);
}

/** Words that stand for an instant (RFC 3339), marked so that {@link placeMarks} tells it as well. */
export function markedTime(instant: string, words: string): string {
  return `${INSTANT}${new Date(instant).toISOString()}${WORDS}${words}${END}`;
}

/** A text that holds none of the marks, whatever it held. */
export function withoutMarks(text: string): string {
  return text.replace(MARKS, '');
}

/**
 * Puts elements in the place of marks: `<bdi>` around names, so that a name that is written from right to left turns
 * nothing around it, `<time>` with UTC in its title around words for instants, and `<br>` for new lines. Where no
 * element may be, in attributes and titles, the marks go.
 */
export function placeMarks(html: string): string {
  return html
    .replace(NO_TEXT, (piece) => piece.replaceAll(LINE, '\n').replace(MARKS, ''))
    .replace(TIMES, (_, instant: string, words: string) => timeElement(instant, words))
    .replace(HALF_TIMES, '')
    .replaceAll(OPEN, '<bdi>')
    .replaceAll(CLOSE, '</bdi>')
    .replaceAll(LINE, '<br>');
}

function timeElement(instant: string, words: string): string {
  return `<time datetime="${instant}" title="${instant.slice(0, 16).replace('T', ' ')} UTC">${words}</time>`;
}
