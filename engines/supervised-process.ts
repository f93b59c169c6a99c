import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Socket } from 'node:net';
import { environment } from './programs';
import { EngineError } from './types';

/**
 * Runs the engine until its own standard input ends, then ends the engine: first kindly, after 10 s not.
 *
 * The other end of that input is held by Usher's process alone, so it ends however that process ends,
 * kill -9 included. The reading subshell gets descriptor 3, as `&` gives background jobs /dev/null.
 */
const SCRIPT = `
exec 3<&0 </dev/null
trap '' HUP INT
"$@" 3<&- &
engine=$!
(
  trap '' TERM
  while read -r _; do :; done <&3
  kill -TERM "$engine" 2>/dev/null
  n=0
  while [ "$n" -lt 100 ] && kill -0 "$engine" 2>/dev/null; do sleep 0.1; n=$((n + 1)); done
  kill -KILL "$engine" 2>/dev/null
) 3<&3 &
watcher=$!
trap 'kill -TERM "$engine" 2>/dev/null' TERM
wait "$engine"
status=$?
while kill -0 "$engine" 2>/dev/null; do wait "$engine"; status=$?; done
kill -KILL "$watcher" 2>/dev/null
exit "$status"
`;

/** A program that ends when this process ends, in whatever way. */
export interface SupervisedProcess {
  /** The process that watches over the program; it is gone only after the program is. */
  readonly pid: number;
  /** Resolves when the program is gone. */
  readonly gone: Promise<void>;
  readonly alive: boolean;
  /** Ends the program and resolves when it is gone; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a program that cannot outlive this process, in a session of its own so that Ctrl-C in a terminal does not reach it
 * before Usher has drained. It does not keep this process alive.
 */
export function startSupervised(
  program: string,
  args: readonly string[],
  logFile: string,
): SupervisedProcess {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'usher-supervisor', program, ...args], {
    stdio: ['pipe', log, log],
    detached: true,
    env: environment(),
  });
  closeSync(log);
  const { pid, stdin } = child;
  if (pid === undefined || stdin === null) throw new EngineError('/bin/sh could not be started');
  stdin.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  keepProcessAlive(child, false);
  return {
    pid,
    gone,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    stop() {
      keepProcessAlive(child, true);
      stdin.end();
      return gone;
    },
  };
}

function keepProcessAlive(child: ChildProcess, keep: boolean): void {
  const input = child.stdin as Socket | null;
  if (keep) {
    child.ref();
    input?.ref();
  } else {
    child.unref();
    input?.unref();
  }
}
