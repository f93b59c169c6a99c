import fc from '../support/properties';
import { parseEmailAddress } from '../../domain/email-address';

test.each([
  ['Peter.Gibbons@Initech.example', 'peter.gibbons@initech.example'],
  ['  a@b.co \n', 'a@b.co'],
  ["o'brien+tag@sub.initech.example", "o'brien+tag@sub.initech.example"],
  ['info@Bücher.example', 'info@xn--bcher-kva.example'],
  ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
  ['a@例え.テスト', 'a@xn--r8jz45g.xn--zckzah'],
  ['İnfo@initech.example', undefined],
  ['ı@initech.example', undefined],
  ['ﬁ@initech.example', undefined],
  ['ＰＥＴＥＲ@initech.example', undefined],
  ['info@Bu\u0308cher.example', 'info@xn--bcher-kva.example'],
  ['info@Straße.example', 'info@xn--strae-oqa.example'],
])('normalises %j to %j', (typed, key) => {
  expect(parseEmailAddress(typed)?.key).toBe(key);
  if (key !== undefined) expect(parseEmailAddress(typed)?.typed).toBe(typed.trim().normalize('NFC'));
});

test.each([
  '',
  '@',
  'a',
  'a@',
  '@b.co',
  'a@b',
  'a@b.',
  'a@.co',
  'a@b..co',
  '.a@b.co',
  'a.@b.co',
  'a..b@b.co',
  'a@b@c.co',
  'a b@c.co',
  'a@b.co\r\nBcc: x@y.co',
  'a\u0000@b.co',
  'a\u00a0@b.co',
  '"a b"@c.co',
  '"a"@c.co',
  'a(comment)@b.co',
  '<a@b.co>',
  'A <a@b.co>',
  'a@b.co,c@d.co',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a@1.2',
  'a@-b.co',
  'a@b-.co',
  'ä@b.co',
  'a＠b.co',
  'a@b．co\u0007',
  'a%0d@b.co\n x',
  `${'a'.repeat(65)}@b.co`,
  `a@${'b'.repeat(64)}.co`,
  `a@${'b.'.repeat(130)}co`,
  'a\u200b@b.co',
  'xn--@xn--.',
])('refuses %j', (text) => {
  expect(parseEmailAddress(text)).toBeUndefined();
});

test('is idempotent and never lets control characters, spaces or a second @ into a key', () => {
  const local = fc.stringMatching(/^[A-Za-z0-9.+'_-]{1,12}$/);
  const domain = fc.stringMatching(/^[A-Za-zäöüß0-9-]{1,12}(\.[A-Za-z]{2,6}){1,2}$/);
  const anything = fc.oneof(
    fc.tuple(local, domain).map(([a, b]) => `${a}@${b}`),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const address = parseEmailAddress(text);
      if (address === undefined) return;
      expect(parseEmailAddress(address.key)?.key).toBe(address.key);
      expect(address.key).toMatch(/^[\x21-\x7e]+@[a-z0-9.-]+$/);
      expect(address.key.split('@')).toHaveLength(2);
    }),
    { numRuns: 2000 },
  );
});
