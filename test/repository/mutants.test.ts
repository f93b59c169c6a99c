import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { read } from '../../scripts/structure/sources';

interface Slip {
  readonly id: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test?: string | string[];
  readonly title?: string;
  readonly equivalent?: string;
}

const root = path.resolve(__dirname, '../..');
const areas = readdirSync(path.join(root, 'test', 'mutants')).filter((name) => name !== 'areas.yaml');

describe.each(areas)('test/mutants/%s', (name) => {
  const slips = (parse(read(`test/mutants/${name}`)) ?? []) as Slip[];

  it('changes places that are there, once, and names tests that are there', () => {
    const wrong = slips.filter(({ file, find, replace, test, title = '', equivalent }) => {
      const tests = [test ?? []].flat();
      const once = read(file).split(find).length === 2 && find !== replace;
      const isJudged = (equivalent ?? '') !== '' || tests.length > 0;
      const stand = tests.every((one) => existsSync(path.join(root, one)));
      const titled = title === '' || tests.some((one) => mayHold(read(one), title));
      return !(once && isJudged && stand && titled);
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

/** A title may be put together from its group and from values, so one longer word of it has to stand in the file. */
function mayHold(text: string, title: string): boolean {
  return title.split(/\W+/).some((word) => word.length > 3 && text.includes(word));
}

it('gives each slip an ID of its own', () => {
  const ids = areas.flatMap((name) =>
    ((parse(read(`test/mutants/${name}`)) ?? []) as Slip[]).map(({ id }) => id),
  );
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

it('draws samples from files and tests that are there', () => {
  const drawn = parse(read('test/mutants/areas.yaml')) as Record<
    string,
    { files: string[]; tests: string[][] }
  >;
  const named = Object.values(drawn).flatMap(({ files, tests }) => [...files, ...tests.flat()]);
  expect(named.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});
