import fs from 'node:fs';
import path from 'node:path';
import { iconShapes } from '../../scripts/docs/icons';
import shapes from '../../templates/pages/icons.json';

const root = path.join(__dirname, '..', '..');

/** Everything that may name an icon. */
function sources(): string {
  return ['templates', 'web']
    .flatMap((folder) =>
      fs
        .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((file) => path.join(root, folder, file)),
    )
    .filter((file) => /\.(ts|hbs)$/.test(file))
    .map((file) => fs.readFileSync(file, 'utf8'))
    .join('\n');
}

describe('the icons of pages', () => {
  const text = sources();

  it('are those of lucide', () => {
    expect(shapes).toEqual(iconShapes(Object.keys(shapes)));
  });

  it('are all used', () => {
    const unused = Object.keys(shapes).filter(
      (name) => !text.includes(`"${name}"`) && !text.includes(`'${name}'`),
    );
    expect(unused).toEqual([]);
  });

  it('are all there', () => {
    const named = [...text.matchAll(/\{\{icon "([^"]+)"\}\}/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.keys(shapes).includes(name ?? ''))).toEqual([]);
  });
});
