import { brandLook, contrast } from '../../templates/brand';
import { formatDeadline, localeChain, shippedLocale } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { sample } from '../support/templates/samples';

it.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['DE-ch', 'de'],
  ['es-MX', 'es'],
  ['en-GB', 'en'],
  ['xx', 'en'],
  ['zh-Hant-TW', 'en'],
  ['', 'en'],
  ['not a tag', 'en'],
  ['../../etc', 'en'],
  ['constructor', 'en'],
])('speaks for %p the shipped language %p', (tag, expected) => {
  expect(shippedLocale(tag)).toBe(expected);
  expect(renderEmail('invitation', tag, sample).html).toContain(`<html lang="${expected}"`);
});

it('falls back from a region to its language', () => {
  expect(localeChain('de-AT')).toEqual(['de-AT', 'de']);
  expect(localeChain('zh-Hant-TW')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh']);
});

it('writes until when something works with its time and zone, in the order of the region', () => {
  const late = '2025-03-14T23:59:59.999Z';
  expect(formatDeadline(late, 'en')).toBe('March 14, 2025, 11:59 PM UTC');
  expect(formatDeadline(late, 'en-GB')).toBe('14 March 2025, 23:59 UTC');
  expect(formatDeadline(late, 'de-AT')).toBe('14. März 2025, 23:59 UTC');
  expect(formatDeadline(late, 'es')).toBe('14 de marzo de 2025, 23:59 UTC');
  expect(formatDeadline(late, 'xx')).toBe('March 14, 2025, 11:59 PM UTC');
  expect(formatDeadline(late, 'en-u-ca-buddhist')).toBe('March 14, 2025, 11:59 PM UTC');
});

it.each(['#ffffff', '#000000', '#ffcc00', '#1f4e79', '#777777', '#ff0000'])(
  'writes legibly on the brand colour %s',
  (color) => {
    const look = brandLook({ color });
    expect(look.color).toBe(color);
    expect(contrast(look.color, look.onColor)).toBeGreaterThanOrEqual(4.5);
  },
);

it.each(['red', '#fff', '#12345g', '#123456;', 'url(x)', ''])('takes no colour from %p', (color) => {
  expect(brandLook({ color })).toEqual(brandLook({}));
});
