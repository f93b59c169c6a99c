import fs from 'node:fs';
import path from 'node:path';
import { read, ROOT, trackedFiles } from '../../scripts/structure/sources';

const PAGES = trackedFiles().filter((file) => file.endsWith('.md'));

/** Links to places in the repository, code blocks left out. */
const linksIn = (text: string) =>
  [...text.replace(/```[^]*?```/g, '').matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(
    ([, link = '']) => link,
  );

/** Headings as GitHub makes anchors of them. */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

it.each(PAGES)('every link of %s leads somewhere', (page) => {
  const dead = linksIn(read(page)).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    if (!fs.existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
  });
  expect(dead).toEqual([]);
});

it("a newcomer's five minutes are four files under 500 lines together", () => {
  const [, section = ''] =
    /^## A newcomer's five minutes$([^]*?)^Then /m.exec(read('docs/architecture.md')) ?? [];
  const lines = linksIn(section).map((link) => read(path.join('docs', link)).split('\n').length - 1);
  expect(lines).toHaveLength(4);
  expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(500);
});
