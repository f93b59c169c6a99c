import fs from 'node:fs';
import path from 'node:path';
import { gluedTexts, screenTexts } from '../../scripts/texts/screen-texts';
import { gluedIn, textsInCode } from '../../scripts/texts/texts-in-code';
import { ROOT } from '../../scripts/structure/sources';
import { screenText } from '../../templates/screen-texts';
import { textsOfTemplate, translateTemplate } from '../../templates/pages/texts';
import { counted, readAs, t } from '../../web/kit/reader';

const FOLDER = path.join(ROOT, 'templates/locales/en/screens');

it('has in English exactly what the pages say; else run `npm run texts`, and translate what is new', () => {
  const said = Object.entries(screenTexts()).map(([part, texts]) => [
    part,
    Object.fromEntries(texts.map((text) => [text, text])),
  ]);
  const kept = fs
    .readdirSync(FOLDER)
    .map((file) => [
      path.parse(file).name,
      JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as unknown,
    ]);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(said));
});

/** A number to leave a field empty for, and a hash, which is called so everywhere. */
const NO_SENTENCES = [
  // A line of a style sheet.
  "`--${name.replace(/\\d+$/, '-$&')}: light-dark(${color}, ${dark[name]});`",
  '`Empty: ${DEFAULT_BYTES / MB}.`',
  '`SHA-256 ${hash}`',
];

it('glues no sentence together that another language has to turn round', () => {
  expect(Object.values(gluedTexts()).flat()).toEqual(NO_SENTENCES);
});

describe('the texts of a template', () => {
  it.each([
    ['<p>Sign in</p>', ['Sign in']],
    ['<p>Kept <strong>{{count}}</strong> times.</p>', ['Kept <strong>{{count}}</strong> times.']],
    ['<p><a class="x" href="/y">Open it</a> <bdi>{{name}}</bdi></p>', ['Open it']],
    ['<p>Read <a class="x" href="{{y}}">this</a>.</p>', ['Read <a>this</a>.']],
    ['<p>{{#if x}}One{{else}}Two{{/if}} <span>Three</span></p>', ['One', 'Two', 'Three']],
    ['<nav aria-label="Main"><input title="{{x}}" placeholder="Type here"></nav>', ['Main', 'Type here']],
    ['<p>{{> part}}{{name}}: {{../other}}, 12 - Usher</p>', []],
    ['<p>in\n two   lines</p>', ['in two lines']],
  ])('of %j are %j', (source, texts) => {
    expect(textsOfTemplate(source)).toEqual(texts);
    expect(translateTemplate(source, (text) => text).replace(/\s+/g, ' ')).toBe(source.replace(/\s+/g, ' '));
  });

  it('come back in another order with the attributes of their tags', () => {
    const turned = translateTemplate('<p> Read <a href="{{x}}">it</a> by <em id="b">you</em>.</p>', () => {
      return '<em>Du</em> liest <a>es</a>.';
    });
    expect(turned).toBe('<p> <em id="b">Du</em> liest <a href="{{x}}">es</a>.</p>');
  });
});

describe('the texts of code', () => {
  it.each([
    [
      "const a = { label: 'First name', help: x ? 'One' : 'Two of them' };",
      ['First name', 'One', 'Two of them'],
    ],
    ["t('lower'); counted(n, 'one', 'many'); t(x ? 'yes' : 'no');", ['lower', 'one', 'many', 'yes', 'no']],
    ["const a = 'Part one ' + 'and two.';", ['Part one and two.']],
    [
      "import a from 'B c'; type A = 'Some Type'; if (a === 'Equal To') response.set('Vary', 'Accept Me');",
      [],
    ],
    ["throw new TypeError('Never seen'); call('/a b', 'text/csv', 'Cache-Control');", []],
  ])('of %s are %j', (source, texts) => expect(textsInCode(source)).toEqual(texts));

  it('name what is glued together', () => {
    expect(
      gluedIn('const a = `The ${kind} was added.`; const b = `/users/${id}`; const c = `${a} ${b}`;'),
    ).toEqual(['`The ${kind} was added.`']);
  });
});

describe('a text', () => {
  it('is said in the language of its reader, with its gaps filled, and in English where nobody translated it', () => {
    const said = () => [
      t('Sign in'),
      t('You work for {{account}} now.', { account: 'Acme' }),
      t('Not there'),
    ];
    expect(said()).toEqual(['Sign in', 'You work for Acme now.', 'Not there']);
    expect(readAs({ locale: 'de' }, said)).toEqual(['Anmelden', 'Sie arbeiten jetzt für Acme.', 'Not there']);
    const records = () => [1, 2].map((count) => counted(count, '{{count}} record', '{{count}} records'));
    expect(readAs({ locale: 'es' }, records)).toEqual(['1 registro', '2 registros']);
  });

  it('is never a member that every object has', () => {
    for (const name of ['constructor', '__proto__', 'toString']) expect(screenText('de', name)).toBe(name);
  });
});
