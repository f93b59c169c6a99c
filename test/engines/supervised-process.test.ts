import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { startSupervised } from '../../engines/supervised-process';
import { livingHolder, processIdentity, takeLock, untilGone, writeHolder } from '../../engines/processes';
import { cleanUp, temporaryFolder, until } from './support';

afterEach(cleanUp);

/** A program that writes its number to a file and goes on until it is ended. */
const PROGRAM = 'echo $$ > "$0.tmp"; mv "$0.tmp" "$0"; exec sleep 600';

const pidIn = (file: string): number => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
};

describe('a supervised process', () => {
  it('ends the program when the process that holds it is killed with SIGKILL', async () => {
    const folder = temporaryFolder();
    for (const name of ['supervised-process', 'programs', 'types']) {
      const source = path.join(__dirname, `../../engines/${name}.ts`);
      const options = {
        swcrc: false,
        module: { type: 'commonjs' },
        jsc: { parser: { syntax: 'typescript' } },
      } as const;
      writeFileSync(path.join(folder, `${name}.js`), transformFileSync(source, options).code);
    }
    const pidFile = path.join(folder, 'pid');
    const holder = path.join(folder, 'holder.js');
    writeFileSync(
      holder,
      `require('./supervised-process').startSupervised('/bin/sh', ['-c', ${JSON.stringify(PROGRAM)}, ${JSON.stringify(pidFile)}], ` +
        `${JSON.stringify(path.join(folder, 'log'))}); setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, [holder], { stdio: 'inherit' });
    await until(() => pidIn(pidFile) > 0);
    const pid = pidIn(pidFile);
    expect(processIdentity(pid)).toBeDefined();
    child.kill('SIGKILL');
    await until(() => processIdentity(pid) === undefined);
  });

  it('has ended the program when stop resolves, however often it is called', async () => {
    const folder = temporaryFolder();
    const pidFile = path.join(folder, 'pid');
    const program = startSupervised('/bin/sh', ['-c', PROGRAM, pidFile], path.join(folder, 'log'));
    await until(() => pidIn(pidFile) > 0);
    await Promise.all([program.stop(), program.stop()]);
    expect(processIdentity(pidIn(pidFile))).toBeUndefined();
    expect(program.alive).toBe(false);
  });

  it('is gone when the program ends by itself', async () => {
    const program = startSupervised('/bin/sh', ['-c', 'exit 3'], path.join(temporaryFolder(), 'log'));
    await program.gone;
    expect(program.alive).toBe(false);
  });
});

describe('a file that names a process', () => {
  it('lets the next start wait until that process is gone', async () => {
    const file = path.join(temporaryFolder(), 'engine.pid');
    const child = spawn('sleep', ['600']);
    writeHolder(file, child.pid ?? 0);
    expect(await livingHolder(file)).toBe(child.pid);
    expect(await untilGone(file, 0)).toBe(false);
    child.kill('SIGKILL');
    expect(await untilGone(file, 10_000)).toBe(true);
  });

  it('is not believed when another process has the number now', async () => {
    const file = path.join(temporaryFolder(), 'engine.pid');
    writeFileSync(file, `${process.ppid} 1`);
    expect(await livingHolder(file)).toBeUndefined();
  });

  it('is taken over as a lock from a dead process but not from a living one', async () => {
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, 'sub'));
    const file = path.join(folder, 'sub', 'lock');
    writeFileSync(file, '999999999 1');
    expect(await takeLock(file)).toBeUndefined();
    writeFileSync(file, processIdentity(process.ppid) ?? '');
    expect(await takeLock(file)).toBe(process.ppid);
  });
});
