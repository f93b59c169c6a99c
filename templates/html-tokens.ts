import { Tokenizer, TokenizerMode, type Token } from 'parse5';

/** One attribute, its value decoded. */
export interface HtmlAttribute {
  readonly name: string;
  readonly value: string;
  readonly isQuoted: boolean;
  /** Where it stands in the source. */
  readonly start: number;
  readonly end: number;
}

/** One piece of an HTML text, as a browser cuts it. */
export type HtmlToken =
  | {
      readonly kind: 'start';
      readonly name: string;
      readonly attributes: readonly HtmlAttribute[];
      readonly isSelfClosing: boolean;
    }
  | { readonly kind: 'end'; readonly name: string; readonly hasAttributes: boolean }
  /** `raw` is the source, `text` what it reads as; `inside` is the element whose text cannot hold elements. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly raw: string;
      readonly inside: 'title' | 'style' | undefined;
    }
  | { readonly kind: 'comment'; readonly text: string; readonly raw: string }
  | { readonly kind: 'doctype'; readonly raw: string };

/** An HTML text in pieces, and the codes of what is wrong with it by the HTML standard. */
export interface HtmlPieces {
  readonly tokens: readonly HtmlToken[];
  readonly errors: ReadonlySet<string>;
}

/** Elements whose content is text, whatever it looks like. */
const TEXT_MODES = { title: TokenizerMode.RCDATA, style: TokenizerMode.RAWTEXT } as const;

/** Comparing each attribute with all before it takes the square of their number, so there is a bound. */
const MAX_ATTRIBUTES = 100;
const CHUNK_CHARS = 8_000;

/**
 * Cuts an HTML text into its pieces by the rules of browsers (WHATWG), in linear time. No tree is built: the
 * elements of an e-mail are judged one by one. An element with too many attributes ends the text with the
 * error `too-many-attributes`.
 */
export function htmlPieces(html: string): HtmlPieces {
  const collector = new Collector(html);
  const tokenizer = new BoundedTokenizer({ sourceCodeLocationInfo: true }, collector);
  collector.tokenizer = tokenizer;
  for (let at = 0; at < html.length || at === 0; at += CHUNK_CHARS) {
    const end = at + CHUNK_CHARS;
    tokenizer.write(html.slice(at, end), end >= html.length);
    if (tokenizer.openAttributes() > MAX_ATTRIBUTES) {
      collector.errors.add('too-many-attributes');
      break;
    }
  }
  collector.flush();
  return collector;
}

/** The `href` of every `<a>`, in order. */
export function linksOf(html: string): HtmlAttribute[] {
  return htmlPieces(html).tokens.flatMap((token) =>
    token.kind === 'start' && token.name === 'a'
      ? token.attributes.filter(({ name }) => name === 'href')
      : [],
  );
}

class BoundedTokenizer extends Tokenizer {
  /** How many attributes the tag under way has so far. */
  openAttributes(): number {
    const token = this.currentToken;
    return token !== null && 'attrs' in token ? token.attrs.length : 0;
  }
}

class Collector implements HtmlPieces {
  readonly tokens: HtmlToken[] = [];
  readonly errors = new Set<string>();
  tokenizer: Tokenizer | undefined;
  private inside: keyof typeof TEXT_MODES | undefined;
  private text: string[] = [];
  private textStart: number | undefined;
  private textEnd = 0;

  constructor(private readonly html: string) {}

  onStartTag({ tagName: name, attrs, selfClosing, location }: Token.TagToken): void {
    this.flush();
    const attributes = attrs.map((attribute) => this.attributeOf(attribute, location));
    this.tokens.push({ kind: 'start', name, attributes, isSelfClosing: selfClosing });
    if (attrs.length > MAX_ATTRIBUTES) this.errors.add('too-many-attributes');
    if ((name === 'title' || name === 'style') && this.tokenizer) {
      this.inside = name;
      this.tokenizer.state = TEXT_MODES[name];
    }
  }

  onEndTag({ tagName: name, attrs }: Token.TagToken): void {
    this.flush();
    this.inside = undefined;
    this.tokens.push({ kind: 'end', name, hasAttributes: attrs.length > 0 });
  }

  onComment({ data, location }: Token.CommentToken): void {
    this.flush();
    this.tokens.push({ kind: 'comment', text: data, raw: this.rawOf(location) });
  }

  onDoctype({ location }: Token.DoctypeToken): void {
    this.flush();
    this.tokens.push({ kind: 'doctype', raw: this.rawOf(location) });
  }

  onCharacter = ({ chars, location }: Token.CharacterToken): void => {
    this.text.push(chars);
    this.textStart ??= location?.startOffset;
    this.textEnd = location?.endOffset ?? this.textEnd;
  };
  onNullCharacter = this.onCharacter;
  onWhitespaceCharacter = this.onCharacter;

  onEof(): void {
    this.flush();
    if (this.inside !== undefined) this.errors.add('eof-in-text-element');
  }

  onParseError = ({ code }: { readonly code: string }): void => {
    this.errors.add(code);
  };

  /** Ends the run of text before a piece of another kind. */
  flush(): void {
    if (this.text.length === 0) return;
    const raw = this.html.slice(this.textStart ?? 0, this.textEnd);
    this.tokens.push({ kind: 'text', text: this.text.join(''), raw, inside: this.inside });
    this.text = [];
    this.textStart = undefined;
  }

  private attributeOf(
    { name, value }: Token.Attribute,
    location: Token.LocationWithAttributes | null,
  ): HtmlAttribute {
    const { startOffset: start = 0, endOffset: end = 0 } = location?.attrs?.[name] ?? {};
    const raw = this.html.slice(start, end);
    const isQuoted = /^["']/.test(raw.slice(raw.indexOf('=', 1) + 1).trimStart());
    return { name, value, isQuoted, start, end };
  }

  private rawOf(location: Token.Location | null): string {
    return location === null ? '' : this.html.slice(location.startOffset, location.endOffset);
  }
}
