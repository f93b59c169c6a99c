import { printRows, showProgress, textAt } from '../../cli/output';

const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
  jest.restoreAllMocks();
});

it('draws a bar on a terminal, and nothing into a file', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.stderr.isTTY = false;
  showProgress(1, 2);
  expect(write).not.toHaveBeenCalled();
  process.stderr.isTTY = true;
  showProgress(0, 4);
  showProgress(2, 4);
  showProgress(4, 4);
  const drawn = write.mock.calls.map(([text]) => String(text));
  const bar = (filled: number) => '#'.repeat(filled) + ' '.repeat(30 - filled);
  expect(drawn).toEqual([`\r[${bar(0)}] 0/4`, `\r[${bar(15)}] 2/4`, `\r[${bar(30)}] 4/4`, '\n']);
});

it('takes out of a table what a terminal would obey', () => {
  expect(textAt({ name: '\u001b[2Jgone\r' }, 'name')).toBe(' [2Jgone ');
  expect(textAt({ actions: ['a', 'b'] }, 'actions')).toBe('a, b');
  expect(textAt({ data: { a: 1 } }, 'data')).toBe('{"a":1}');
  expect([textAt({ hours: 0.00034 }, 'hours'), textAt({ hours: 2.5 }, 'hours')]).toEqual(['0', '2.5']);
  const log = jest.spyOn(console, 'log').mockReturnValue();
  printRows({ json: false }, [{ a: { b: 'x' } }, { a: null }], [['Deep', 'a.b']]);
  expect(log.mock.calls.flat()).toEqual(['Deep', 'x', '-']);
});
