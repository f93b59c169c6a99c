import fs from 'node:fs';
import path from 'node:path';

/** The shapes of icons by their names at lucide.dev, as pages have them inline. */
export function iconShapes(names: readonly string[]): Record<string, string> {
  const folder = path.join(path.dirname(require.resolve('lucide-static/package.json')), 'icons');
  return Object.fromEntries(
    [...names]
      .sort()
      .map((name) => [name, shapeOf(fs.readFileSync(path.join(folder, `${name}.svg`), 'utf8'))]),
  );
}

/** What is inside the picture, on one line. */
function shapeOf(svg: string): string {
  return svg
    .replace(/^.*?<svg[^>]*>|<\/svg>\s*$/gs, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .replaceAll(' />', '/>')
    .trim();
}
