import fs from 'node:fs';
import path from 'node:path';
import { checkTemplate } from '../../templates/check-template';
import { TEMPLATE_VARIABLES } from '../../templates/email-data';

const page = fs.readFileSync(path.join(__dirname, '../../docs/templates.md'), 'utf8');
const section = page.slice(page.indexOf('## Variables'), page.indexOf('## Names'));
const documented = [...section.matchAll(/^\| `\{\{(#if )?([\w.]+)\}\}`/gm)].map(([, flag, name = '']) => ({
  name,
  isFlag: flag !== undefined,
}));

it('the page about templates tells of every variable that there is, and of no other', () => {
  expect(documented.map(({ name }) => name).sort()).toEqual([...TEMPLATE_VARIABLES].sort());
});

it.each(documented)('what it says of {{$name}} can be saved', ({ name, isFlag }) => {
  const isLink = name.endsWith('Link') || name === 'link' || name === 'brand.logoUrl';
  const text = isFlag || isLink ? `{{#if ${name}}}Yes{{/if}}` : `{{${name}}}`;
  expect(checkTemplate({ text })).toEqual([]);
});
