import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { root } from '../support.mjs';

const folder = path.join(root, 'test', 'mutants');

/** The slips written down by hand in test/mutants, one file for each area. */
export function listedMutants() {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'areas.yaml');
  return files.sort().flatMap((name) => {
    const area = path.basename(name, '.yaml');
    return (parse(fs.readFileSync(path.join(folder, name), 'utf8')) ?? []).map((slip) =>
      mutantOf(area, slip),
    );
  });
}

function mutantOf(area, { id, file, slip, find, replace, test, title, equivalent }) {
  const original = fs.readFileSync(path.join(root, file), 'utf8');
  const places = original.split(find).length - 1;
  if (places !== 1) throw new Error(`${area}.yaml, ${id}: its text stands ${places} times in ${file}.`);
  const content = original.replace(find, () => replace);
  return { id, area, file, slip, content, tests: test === undefined ? [] : [test].flat(), title, equivalent };
}
