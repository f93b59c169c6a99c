import fs from 'node:fs';
import path from 'node:path';
import { SHIPPED_LOCALES } from '../../templates/locales';
import { renderEmail } from '../../templates/render';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { sample } from '../support/templates/samples';

const folder = path.join(__dirname, 'golden');
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

/** Compares with the saved file; `UPDATE_GOLDEN=1` writes it instead. */
function expectGolden(name: string, actual: string) {
  const file = path.join(folder, name);
  if (isUpdate) fs.writeFileSync(file, actual);
  expect(actual).toBe(fs.readFileSync(file, 'utf8'));
}

describe.each(EMAIL_TEMPLATES)('the %s e-mail', (template) => {
  it.each(SHIPPED_LOCALES)('looks as it was approved in %s', (locale) => {
    const { subject, html, text } = renderEmail(template, locale, sample);
    expectGolden(`${template}.${locale}.html`, html);
    expectGolden(`${template}.${locale}.txt`, `Subject: ${subject}\n\n${text}`);
  });

  it.each(SHIPPED_LOCALES)('leaves no gap in %s when everything optional is missing', (locale) => {
    const { subject, html, text } = renderEmail(template, locale, {
      ...sample,
      contactFirstName: undefined,
      contactLastName: undefined,
      message: undefined,
      reason: undefined,
      needsPassword: false,
      needsHigherRank: false,
      brand: {},
    });
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\[\[|\{\{|\]\]|\}\}/);
    expect(text).not.toMatch(/\n\n\n| ,/);
  });
});

it('has no golden file of a template that is gone', () => {
  const expected = EMAIL_TEMPLATES.flatMap((template) =>
    SHIPPED_LOCALES.flatMap((locale) => [`${template}.${locale}.html`, `${template}.${locale}.txt`]),
  );
  expect(fs.readdirSync(folder).sort()).toEqual(expected.sort());
});
