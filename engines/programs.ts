import { randomInt } from 'node:crypto';
import { spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import dns from 'node:dns/promises';
import net from 'node:net';
import path from 'node:path';
import { NotApplicable } from './types';

/** The path of a program found on PATH, or undefined. */
export async function onPath(program: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    const candidate = path.join(folder, program);
    if (
      await access(candidate, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return candidate;
  }
  return undefined;
}

/** The path of a program on PATH; where there is none the way that needs it does not apply. */
export async function needOnPath(program: string): Promise<string> {
  const found = await onPath(program);
  if (found === undefined) throw new NotApplicable(`there is no ${program} on PATH`);
  return found;
}

/**
 * The environment of the programs that are started: in a locale without letters outside ASCII (`LANG=C`, usual in
 * cron, systemd and containers) Java cannot name a file whose path has one.
 */
export function environment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/** Runs a program to its end within `limitMillis` and gives what it printed (both streams). */
export function output(program: string, args: readonly string[], limitMillis = 180_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMillis,
      env: environment(),
    });
    let text = '';
    const add = (chunk: Buffer) => {
      text += chunk.toString();
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(text);
      else reject(new ProgramFailed(path.basename(program), signal ?? `code ${String(code)}`, text));
    });
  });
}

/** A program that did not end with 0; the message ends with the last line that says anything. */
export class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
  constructor(program: string, ending: string, text: string) {
    const lines = text.split('\n').map((line) => line.trim());
    const telling = lines.filter((line) => /error|no module|not found/i.test(line));
    const last = (telling.length > 0 ? telling : lines.filter((line) => line !== '')).at(-1) ?? 'no output';
    super(`${program} ended with ${ending}: ${last.slice(0, 300)}`);
  }
}

/** Passes over the way when a host name does not resolve within 1.5 s: a download would only hang. */
export async function needHost(host: string): Promise<void> {
  const limit = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error('timeout'));
    }, 1_500).unref();
  });
  try {
    await Promise.race([dns.lookup(host), limit]);
  } catch {
    throw new NotApplicable(`${host} cannot be reached from here`);
  }
}

/** Below those that systems give to connections, any of which could take a port before it is listened on. */
const PORTS = { from: 20_000, to: 32_000 };

/** A TCP port that is free on that address, and that nobody is given without asking for it. */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    if (await isFree(host, port)) return port;
  }
}

async function isFree(host: string, port: number): Promise<boolean> {
  try {
    await tryPort(host, port);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** Listens on a port for a moment; fails as listening on it does. */
export function tryPort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, host, () => server.close(() => resolve()));
  });
}
