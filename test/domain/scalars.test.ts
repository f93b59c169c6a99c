import { moment } from '../../api/http/schemas/scalars';
import { country, locale } from '../../domain/scalars';

it.each([
  [locale, 'de_DE', 'de-DE'],
  [locale, 'zh_Hant_TW', 'zh-Hant-TW'],
  [locale, 'es', 'es'],
  [country, 'de', 'DE'],
  [country, 'Us', 'US'],
])('takes what other systems write as what it means', (schema, written, meant) => {
  expect(schema.parse(written)).toBe(meant);
});

it.each(['_', 'de__', 'deutsch_', 'd'.repeat(40)])('takes %p for no language', (written) => {
  expect(locale.safeParse(written).success).toBe(false);
});

it.each(['deu', 'x1', 'zz', ''])('takes %p for no country', (written) => {
  expect(country.safeParse(written).success).toBe(false);
});

it.each([
  ['2026-03-01T00:00:00+02:00', '2026-02-28T22:00:00.000Z'],
  ['2026-03-01T00:00:00 02:00', '2026-02-28T22:00:00.000Z'],
  ['2026-03-01T00:00:00-05:00', '2026-03-01T05:00:00.000Z'],
  ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00.000Z'],
])('reads %s, also when its plus has become a blank on the way', (written, meant) => {
  expect(moment.parse(written).toISOString()).toBe(meant);
});
