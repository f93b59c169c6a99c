/**
 * The texts that a template holds, for translation: English stands in the template as people read it, and is found by
 * where it stands. A text goes from one tag, block or part to the next; what belongs inside a sentence is part of it.
 */
const INSIDE = new Set(['a', 'bdi', 'br', 'code', 'em', 'kbd', 'strong', 'time']);
const SHOWN_ATTRIBUTES = /(\s(?:aria-label|alt|placeholder|title)=")([^"]*)(")/g;
const PIECES = /<!--[^]*?-->|\{\{[^]*?\}\}\}?|<\/?[a-z!](?:"[^"]*"|'[^']*'|[^"'>])*>|[^<{]+|[<{]/gi;

type Translate = (text: string) => string;

/** The template with every text of it in another language. */
export function translateTemplate(source: string, translate: Translate): string {
  const done: string[] = [];
  let unit: string[] = [];
  const end = () => {
    for (const part of wholesOf(unit)) done.push(translateUnit(part, translate));
    unit = [];
  };
  for (const piece of source.match(PIECES) ?? []) {
    if (isInside(piece)) {
      unit.push(piece);
      continue;
    }
    end();
    done.push(translateAttributes(piece, translate));
  }
  end();
  return done.join('');
}

/** Every text of a template, as {@link translateTemplate} asks for it. */
export function textsOfTemplate(source: string): string[] {
  const found: string[] = [];
  translateTemplate(source, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

/** Plain text, a variable or a tag that a sentence may hold. */
function isInside(piece: string): boolean {
  if (piece.startsWith('{{')) return /^\{\{\{?[\w.@][\w.@/]*\}\}\}?$/.test(piece) && piece !== '{{else}}';
  if (piece.length === 1 || !piece.startsWith('<')) return true;
  return INSIDE.has(nameOf(piece));
}

function nameOf(tag: string): string {
  return /^<\/?([a-z0-9]+)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
}

/** A tag whose other end lies beyond a block or a part belongs to no sentence. */
function wholesOf(pieces: readonly string[]): string[][] {
  const open: number[] = [];
  const lone = new Set<number>();
  pieces.forEach((piece, index) => {
    if (isOpening(piece)) open.push(index);
    else if (piece.startsWith('</') && open.pop() === undefined) lone.add(index);
  });
  for (const index of open) lone.add(index);
  const wholes: string[][] = [[]];
  pieces.forEach((piece, index) => {
    if (lone.has(index)) wholes.push([piece], []);
    else wholes.at(-1)?.push(piece);
  });
  return wholes;
}

const isOpening = (piece: string): boolean => /^<[a-z]/i.test(piece) && nameOf(piece) !== 'br';

/** A sentence, or elements of which each has its own. */
function translateUnit(pieces: readonly string[], translate: Translate): string {
  const parts = elementsOf(pieces);
  if (parts.some((part) => part.length === 1 && hasWords(part[0] ?? ''))) {
    return translateSentence(
      pieces.map((piece) => translateAttributes(piece, translate)).join(''),
      translate,
    );
  }
  return parts
    .map((part) => {
      const [first = '', ...rest] = part;
      const last = rest.pop();
      if (last === undefined) return translateAttributes(first, translate);
      return translateAttributes(first, translate) + translateUnit(rest, translate) + last;
    })
    .join('');
}

/** The pieces, those from a tag to its end as one. */
function elementsOf(pieces: readonly string[]): string[][] {
  const parts: string[][] = [];
  let depth = 0;
  for (const piece of pieces) {
    if (depth === 0) parts.push([]);
    parts.at(-1)?.push(piece);
    if (isOpening(piece)) depth += 1;
    else if (piece.startsWith('</') && depth > 0) depth -= 1;
  }
  return parts;
}

/** Tags stand in a text without their attributes, in the order in which the template has them. */
function translateSentence(sentence: string, translate: Translate): string {
  const [, before = '', text = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(sentence) ?? [];
  const tags = text.match(/<[a-z](?:"[^"]*"|[^">])*>/gi) ?? [];
  const bare = text.replace(/<([a-z]+)(?:"[^"]*"|[^">])*>/gi, '<$1>').replace(/\s+/g, ' ');
  const left = [...tags];
  const translated = translate(bare).replace(/<[a-z]+>/gi, (tag) => {
    const at = left.findIndex((one) => nameOf(one) === nameOf(tag));
    return at < 0 ? tag : (left.splice(at, 1)[0] ?? tag);
  });
  return before + translated + after;
}

function translateAttributes(tag: string, translate: Translate): string {
  if (!/^<[a-z]/i.test(tag)) return tag;
  return tag.replace(SHOWN_ATTRIBUTES, (whole, before: string, text: string, after: string) =>
    hasWords(text) ? before + translate(text) + after : whole,
  );
}

/** The product's own name is the same in every language. */
function hasWords(text: string): boolean {
  if (text.startsWith('<')) return false;
  return /\p{L}{2}/u.test(text.replace(/\{\{[^]*?\}\}/g, '').replace(/\bUsher\b/g, ''));
}
