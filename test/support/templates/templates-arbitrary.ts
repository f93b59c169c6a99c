import fc from '../properties';

/** Mixes the case of a word, writes letters as entities, or leaves it as it is. */
const disguised = (word: string) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(word) },
    fc.constant(word.toUpperCase()),
    fc
      .nat(Math.max(0, word.length - 1))
      .map((at) => `${word.slice(0, at)}&#${word.charCodeAt(at)};${word.slice(at + 1)}`),
    fc.nat(word.length).map((at) => `${word.slice(0, at)}{{!}}${word.slice(at)}`),
    fc.nat(word.length).map((at) => `${word.slice(0, at)}\t${word.slice(at)}`),
  );

const anyOf = (...words: string[]) => fc.constantFrom(...words).chain(disguised);

const VARIABLES = [
  ...['{{link}}', '{{declineLink}}', '{{unsubscribeLink}}', '{{~link~}}', '{{ link }}', '{{brand.logoUrl}}'],
  ...['{{message}}', '{{partnerName}}', '{{reason}}', '{{brand.color}}'],
];
const variable = fc.constantFrom(...VARIABLES);

const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('{{link}}', '{{declineLink}}', '{{brand.logoUrl}}', 'x') },
  variable,
  anyOf(
    'https://evil.example/',
    '//evil.example/',
    'javascript:x',
    'url(https://evil.example)',
    'color: red',
    'data:x',
  ),
  fc.tuple(anyOf('https://evil.example/?', 'x', ''), variable).map(([before, name]) => before + name),
  variable.map((name) => `{{#if message}}${name}{{/if}}`),
  variable.map((name) => `{{#if message}}https://evil.example/?{{else}}${name}{{/if}}`),
  fc.constantFrom(
    '@import "//evil.example"',
    '">',
    "'>",
    '" onclick="',
    '<img src=//evil.example>',
    '&quot;>',
    '\\75rl(x)',
  ),
);

const quote = fc.constantFrom('"', '"', '"', "'", '');
const gap = fc.constantFrom(' ', ' ', ' ', '\n', '\t', '/', '  ', '', '\f');

const attribute = fc
  .tuple(
    gap,
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('href', 'src', 'title', 'style', 'alt', 'class') },
      anyOf(
        'href',
        'srcset',
        'background',
        'poster',
        'ping',
        'action',
        'xlink:href',
        'onclick',
        'content',
        'name',
      ),
    ),
    fc.constantFrom('=', '=', '=', ' = ', '=\n', ''),
    quote,
    value,
  )
  .map(([before, name, equals, mark, text]) => `${before}${name}${equals}${mark}${text}${mark}`);

const element = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'img', 'p', 'td', 'b', 'title', 'style') },
  anyOf(
    'a',
    'img',
    'svg',
    'iframe',
    'form',
    'link',
    'base',
    'meta',
    'table',
    'textarea',
    'noscript',
    'template',
    'v:fill',
  ),
);

const tag = fc
  .tuple(element, fc.array(attribute, { maxLength: 3 }), fc.constantFrom('>', '>', '>', '/>', ' >', '', '>>'))
  .map(([name, attributes, end]) => `<${name}${attributes.join('')}${end}`);

/** What a careful author writes, so that enough is accepted to be looked at. */
const sound = fc.constantFrom(
  '<a href="{{link}}">x</a>',
  "<a href='{{declineLink}}' title='{{message}}'>x</a>",
  '{{#if brand.logoUrl}}<img src="{{brand.logoUrl}}" alt="{{partnerName}}">{{/if}}',
  '<p style="color: {{brand.color}}">{{message}}</p>',
  '<a href="https://acme.example/">x</a>',
  '<title>{{partnerName}}</title>',
  '<style>p { color: red }</style>',
);

const fragment = fc.oneof(
  { weight: 6, arbitrary: sound },
  { weight: 2, arbitrary: tag },
  element.map((name) => `</${name}>`),
  fc.constantFrom(
    '<!--',
    '-->',
    '--!>',
    '<!-- x -->',
    '<![if x]>',
    '<!--[if mso]>',
    '<![endif]-->',
    '<?x',
    '<',
    '</',
    '&',
  ),
  fc.constantFrom(
    '&lt;img src=x&gt;',
    '&#60;',
    '\u0000',
    '\u200b',
    '\u202e',
    '{{!-- x --}}',
    '\\{{link}}',
    '\r\n',
  ),
  {
    weight: 2,
    arbitrary: fc.constantFrom('text', ' ', '\n', 'https://evil.example/?', '.evil.example', '{{message}}'),
  },
  variable,
);

const wrapped = fc
  .tuple(
    fc.constantFrom('', '', '', 'message', 'reason', 'link'),
    fc.array(fragment, { maxLength: 3 }),
    fragment,
  )
  .map(([condition, inside, other]) =>
    condition === '' ? inside.join('') : `{{#if ${condition}}}${inside.join('')}{{else}}${other}{{/if}}`,
  );

const words = fc.oneof(
  variable.map((name) => `\n${name}\n`),
  variable.map((name) => ` ${name} `),
  variable,
  fc.constantFrom(
    'text ',
    ' ',
    '\n',
    'https://evil.example/?',
    '.evil.example',
    '<',
    '>',
    '{{! x }}',
    '{{~! x ~}}',
  ),
);

const wrappedWords = fc
  .tuple(fc.constantFrom('', '', 'message', 'reason', 'link'), fc.array(words, { maxLength: 2 }), words)
  .map(([condition, inside, other]) =>
    condition === '' ? inside.join('') : `{{#if ${condition}}}${inside.join('')}{{else}}${other}{{/if}}`,
  );

const joined = (part: fc.Arbitrary<string>) =>
  fc.array(part, { maxLength: 4 }).map((parts) => parts.join(''));

/** Templates of all kinds, sound ones and attacks. */
export const templates = fc.record({
  html: joined(wrapped),
  text: joined(wrappedWords),
  subject: joined(fc.oneof(variable, fc.constantFrom('Hello ', '\n', '{{message}}'))),
});
