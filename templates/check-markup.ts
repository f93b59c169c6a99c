import { LINK_VARIABLES } from './email-data';
import { styleProblems } from './check-style';
import { htmlPieces, type HtmlAttribute, type HtmlPieces, type HtmlToken } from './html-tokens';
import { ELEMENTS, fixedValueProblem, HARMLESS_ERRORS, isPlainComment, PLAIN_ATTRIBUTES } from './email-html';
import type { Slot, TemplatePiece } from './template-pieces';

const links: ReadonlySet<string> = new Set(LINK_VARIABLES);

/** Where a slot was found: equal for two slots that no piece of markup separates in kind. */
type Place = string;

/**
 * What is wrong with the HTML part of an own template. The text is cut into its pieces by the rules of
 * browsers, with a mark in the place of each variable and of each border of an `if`: a mark may stand only
 * where neither its value nor its absence can change what is markup, so that the pieces of every e-mail made
 * from it are among the ones that were judged.
 */
export function markupProblems(pieces: readonly TemplatePiece[]): string[] {
  const marks = new Marks(pieces);
  const html = htmlPieces(marks.html);
  const problems = shapeProblems(html);
  html.tokens.forEach((token, index) => problems.push(...tokenProblems(token, index, marks)));
  return [...problems, ...marks.problems()];
}

function shapeProblems({ errors }: HtmlPieces): string[] {
  const bad = [...errors].filter((code) => !HARMLESS_ERRORS.has(code));
  return bad.map((code) => `is not well-formed HTML (${code})`);
}

function tokenProblems(token: HtmlToken, index: number, marks: Marks): string[] {
  switch (token.kind) {
    case 'start':
      if (!ELEMENTS.has(token.name)) return [`must not hold the element <${shown(token.name)}>`];
      return token.attributes.flatMap((attribute) => attributeProblems(token.name, attribute, index, marks));
    case 'end':
      return ELEMENTS.has(token.name) ? [] : [`must not hold the element <${shown(token.name)}>`];
    case 'text':
      return textProblems(token, index, marks);
    case 'comment':
      return isPlainComment(token) ? [] : ['must hold no comments but plain words (no conditional ones)'];
    case 'doctype':
      return /^<!doctype html[^<[]*>$/i.test(token.raw) ? [] : ['must have the doctype html'];
  }
}

function textProblems(token: HtmlToken & { kind: 'text' }, index: number, marks: Marks): string[] {
  if (token.inside === undefined) return marks.put(token.text, 'text').flatMap(linkOutside);
  if (token.raw.includes('<')) return [`must not hold "<" in <${token.inside}>`];
  if (token.inside === 'style') return styleProblems(token.text, '<style>');
  return marks.put(token.text, `title ${index}`).flatMap(linkOutside);
}

/** Text of an e-mail is made clickable by mail clients, with whatever stands beside it. */
function linkOutside(slot: Slot): string[] {
  if (slot.kind !== 'variable' || !links.has(slot.name)) return [];
  return [
    `may hold {{${slot.name}}} only as the whole of ${slot.name === 'brand.logoUrl' ? 'an <img src>' : 'an <a href>'}`,
  ];
}

function attributeProblems(element: string, attribute: HtmlAttribute, index: number, marks: Marks): string[] {
  const { name, value } = attribute;
  const place = `<${element} ${shown(name)}>`;
  const slots = marks.put(value, `${index} ${name}`);
  if (slots.length > 0 && !attribute.isQuoted) return [`must quote ${place}, which holds a variable`];
  const only = slots.length === 1 && marks.isMark(value) ? slots[0] : undefined;
  const variable = only?.kind === 'variable' ? only.name : undefined;
  if (name === 'href' && element === 'a' && variable !== undefined) {
    return links.has(variable) && variable !== 'brand.logoUrl'
      ? []
      : [`must not fill ${place} with {{${variable}}}`];
  }
  if (name === 'src' && element === 'img') {
    return variable === 'brand.logoUrl' ? [] : ['must show no image but {{brand.logoUrl}}'];
  }
  const outside = slots.flatMap(linkOutside);
  if (outside.length > 0) return outside;
  if (name === 'style') return styleAttributeProblems(place, value, slots, marks);
  if (TEXT_ATTRIBUTES.has(name)) return [];
  if (COLOUR_ATTRIBUTES.has(name) && isColour(variable)) return [];
  if (slots.length > 0) return [`must hold no variable in ${place}`];
  if (!PLAIN_ATTRIBUTES.has(name)) return fixedValueProblem(element, name, value);
  return [];
}

const TEXT_ATTRIBUTES: ReadonlySet<string> = new Set(['alt', 'title', 'aria-label']);
const COLOUR_ATTRIBUTES: ReadonlySet<string> = new Set(['bgcolor', 'color']);

const isColour = (variable: string | undefined) => variable === 'brand.color' || variable === 'brand.onColor';

function styleAttributeProblems(
  place: string,
  value: string,
  slots: readonly Slot[],
  marks: Marks,
): string[] {
  if (!slots.every((slot) => slot.kind === 'variable' && isColour(slot.name))) {
    return [`must hold no variable in ${place} but {{brand.color}} and {{brand.onColor}}`];
  }
  return styleProblems(marks.without(value, '#000000'), place);
}

const shown = (name: string) => name.slice(0, 40);

/** The template with a mark for each slot, and where each mark was found. */
class Marks {
  readonly html: string;
  private readonly slots: Slot[];
  private readonly places: (Place | undefined)[];
  private readonly pattern: RegExp;

  constructor(pieces: readonly TemplatePiece[]) {
    const text = pieces
      .filter((piece) => typeof piece === 'string')
      .join('')
      .toLowerCase();
    // A letter first: after "<" or "</" a mark becomes the name of an element, which is then refused.
    let word = 'usher';
    while (text.includes(word)) word += 'zq'.charAt(word.length % 2) + word.length.toString(36);
    this.slots = pieces.filter((piece) => typeof piece !== 'string');
    this.places = this.slots.map(() => undefined);
    this.pattern = new RegExp(`${word}(\\d+)z`, 'g');
    let count = 0;
    this.html = pieces.map((piece) => (typeof piece === 'string' ? piece : `${word}${count++}z`)).join('');
  }

  /** Notes the slots in a text as found at a place. */
  put(text: string, place: Place): Slot[] {
    return [...text.matchAll(this.pattern)].flatMap(([, number]) => {
      this.places[Number(number)] = place;
      return this.slots[Number(number)] ?? [];
    });
  }

  /** Whether a text is one mark and nothing else. */
  isMark(text: string): boolean {
    return text.replace(this.pattern, '') === '';
  }

  without(text: string, replacement: string): string {
    return text.replace(this.pattern, replacement);
  }

  /** Slots that stand where they could change the markup, and blocks that begin and end in different places. */
  problems(): string[] {
    const problems: string[] = [];
    const placeOfBlock = new Map<number, Place | undefined>();
    this.slots.forEach((slot, index) => {
      const place = this.places[index];
      if (slot.kind === 'variable') {
        if (place === undefined) problems.push(`must not hold {{${slot.name}}} inside markup`);
        return;
      }
      const first = placeOfBlock.has(slot.block) ? placeOfBlock.get(slot.block) : place;
      placeOfBlock.set(slot.block, first);
      if (place === undefined || place !== first) {
        problems.push('must have each {{#if}} and its {{/if}} between elements or inside one quoted text');
      }
    });
    return problems;
  }
}
