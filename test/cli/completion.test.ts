import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { complete } from '../../cli/completion/candidates';
import { COMPLETION_SCRIPTS, SHELLS } from '../../cli/completion/scripts';
import { createProgram } from '../../cli/program';
import { ROOT } from '../../scripts/structure/sources';
import { needing } from '../support/needing';

const program = createProgram({});
const after = (...words: string[]) => {
  const found = complete(program, words);
  return found === 'files' ? found : found.map(({ text }) => text);
};

it('knows every command and option of the program', () => {
  expect(after('')).toEqual([...visible(), 'help']);
  for (const command of program.commands.filter((one) => visible().includes(one.name()))) {
    const long = command.options.map((option) => option.long);
    expect(after(command.name(), '-')).toEqual(expect.arrayContaining([...long, '--json', '--help']));
  }
});

const visible = () => program.commands.map((one) => one.name()).filter((name) => name !== '__complete');

it.each([
  [
    'a command that is begun',
    ['re'],
    ['resend', 'revoke', 'reject', 'return', 'retry', 'records', 'rebuild'],
  ],
  ['a command below a command', ['accounts', ''], ['create', 'help']],
  ['an option', ['list', '--s'], ['--status', '--search', '--sort']],
  ['an option of the whole program before its command', ['--json', 'au'], ['audit']],
  ['the choices of an option', ['list', '--view', 's'], ['sent']],
  [
    'the choices of an option after a sign of equality, as bash splits it',
    ['list', '--view', '=', 'p'],
    ['pending'],
  ],
  ['the choices of an option in one word', ['list', '--view=s'], ['--view=sent']],
  ['an option after the value of another', ['list', '--view', 'sent', '--lim'], ['--limit']],
  ['the choices of an argument', ['completion', ''], ['bash', 'zsh', 'fish']],
  ['nothing where anything may stand', ['invite', ''], []],
  ['nothing behind the last argument', ['completion', 'bash', ''], []],
])('completes %s', (_what, words, expected) => {
  expect(after(...words)).toEqual(expected);
});

it('leaves files to the shell', () => {
  expect(after('import', '')).toBe('files');
  expect(after('import', '--dry-run', 'par')).toBe('files');
});

describe('the script for bash', () => {
  beforeAll(() => execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT }));

  /** What bash offers for a line, as it would after Tab. */
  function offered(...words: string[]): string[] {
    const main = path.join(ROOT, 'lib', 'cli', 'main.js');
    const script = `
      usher() { '${process.execPath}' '${main}' "$@"; }
      compopt() { echo "compopt $*"; }
      eval "$(usher completion bash)"
      COMP_WORDS=(usher "$@")
      COMP_CWORD=$#
      $(complete -p usher | sed 's/.*-F \\([^ ]*\\) .*/\\1/')
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const printed = execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8' });
    return printed.split('\n').filter((line) => line !== '');
  }

  it('offers commands, options and choices', () => {
    expect(offered('')).toEqual(expect.arrayContaining(['invite', 'list', 'import', 'doctor']));
    expect(offered('li')).toEqual(['list', 'link']);
    expect(offered('list', '--view', '')).toEqual(['invited', 'pending', 'sent', 'received']);
    expect(offered('audit', 've')).toEqual(['verify']);
    expect(offered('invite', 'a name; with $(signs)', '')).toEqual([]);
  });

  it('asks bash for files', () => {
    expect(offered('import', 'par')).toEqual(['compopt -o default']);
  });
});

describe.each(SHELLS)('%s', (shell) => {
  const isThere = spawnSync(shell, ['-c', 'true']).status === 0;

  needing(shell, isThere).it('can read its script', () => {
    const input = COMPLETION_SCRIPTS[shell];
    const { status, stderr } = spawnSync(shell, ['-n'], { input, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
