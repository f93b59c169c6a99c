import { readdirSync } from 'node:fs';
import path from 'node:path';
import { DOC_PICTURES } from '../../scripts/screenshots/docs-shots';
import { read, ROOT, trackedFiles } from '../../scripts/structure/sources';

const made = Object.keys(DOC_PICTURES).map((name) => `${name}.png`);

it('every picture of the documents is made by `npm run screenshots`', () => {
  expect(readdirSync(path.join(ROOT, 'docs', 'pictures')).sort()).toEqual([...made].sort());
});

it('every picture that is made stands in a document', () => {
  const pages = trackedFiles().filter((file) => path.dirname(file) === 'docs' && file.endsWith('.md'));
  const shown = pages.flatMap((page) =>
    [...read(page).matchAll(/!\[[^\]]+\]\(pictures\/([^)]+)\)/g)].map(([, file]) => file),
  );
  expect([...new Set(shown)].sort()).toEqual([...made].sort());
});
