import { applySlug, isReservedSlug, slugLooks } from '../../../domain/programs/apply-slug';

const read = (text: string) => {
  const result = applySlug.safeParse(text);
  return result.success ? result.data : result.error.issues[0]?.message;
};

it.each([
  ['nordwind-partners', 'nordwind-partners'],
  ['  Nordwind ', 'nordwind'],
  // Full-width letters are the letters.
  ['ｎｏｒｄｗｉｎｄ', 'nordwind'],
  ['a1b', 'a1b'],
  ['x'.repeat(40), 'x'.repeat(40)],
])('takes %s as %s', (typed, slug) => {
  expect(read(typed)).toBe(slug);
});

it.each([
  'ab',
  'x'.repeat(41),
  '-abc',
  'abc-',
  'a--b',
  'a_b',
  'a b c',
  'nördwind',
  'nоrdwind',
  'a/b/c',
  '../x',
  '',
])('refuses %p, which is no slug', (typed) => {
  expect(read(typed)).toContain('Must be 3 to 40 letters');
});

it.each([
  ...['admin', 'usher', 'api', 'login', 'sign-in', 'signin', 'apply'],
  // Looks like one of them.
  ...[
    'adm1n',
    'ush3r',
    'u-s-h-e-r',
    'l0gin',
    'lo9in',
    'adrnin',
    '4pi',
    'ap1',
    'apply-'.slice(0, 5) + 'y'.slice(1),
  ],
  // Has one as a part of it.
  ...['nordwind-login', 'usher-support', 'adm1n-acme', 'acme-official', 'acme-log-in', 'my-s1gn-in'],
])('refuses %s, which is reserved or looks like it', (slug) => {
  expect(read(slug)).toContain('reserved');
});

it.each(['administer', 'logins', 'apiary', 'team-api', 'publicis', 'usherette'])(
  'takes %s, which only begins like a reserved word',
  (slug) => {
    expect(isReservedSlug(slug)).toBe(false);
  },
);

it('holds what people cannot tell apart for the same', () => {
  const groups = [
    ['acme', 'ac-me', '4cme', 'acrne', 'acm3'],
    ['willow', 'w1llow', 'wiilow', 'vvillow'],
    ['cloud', 'c1oud', 'cl0ud', 'doud'],
  ];
  for (const group of groups) expect(new Set(group.map(slugLooks)).size).toBe(1);
  expect(new Set(groups.map(([first = '']) => slugLooks(first))).size).toBe(groups.length);
});
