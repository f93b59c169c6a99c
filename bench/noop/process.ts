import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { RuntimeFacts } from '../../scripts/demo/instance';
import type { NoopRequest } from './worker';

/** The process that runs no-op workflows, in a process group of its own. */
export class NoopProcess {
  private constructor(private readonly child: ChildProcess) {}

  /** Resolves when its worker polls. */
  static async start({ temporalAddress, temporalNamespace }: RuntimeFacts): Promise<NoopProcess> {
    const child = fork(path.join(__dirname, 'worker.js'), [temporalAddress, temporalNamespace], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const noop = new NoopProcess(child);
    await noop.answer();
    return noop;
  }

  get group(): number {
    return this.child.pid ?? 0;
  }

  /** Answers how many were run before the deadline. */
  async run(request: NoopRequest): Promise<number> {
    this.child.send(request);
    const { ran = 0 } = await this.answer();
    return ran;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }

  private answer(): Promise<{ ran?: number }> {
    return new Promise((resolve, reject) => {
      this.child.once('message', resolve);
      this.child.once('exit', (code) => reject(new Error(`The no-op process ended with ${String(code)}.`)));
    });
  }
}
