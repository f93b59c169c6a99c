import { fork, type ChildProcess } from 'node:child_process';

/** A process to be measured, in a process group of its own. It tells its parent when it is ready. */
export class BenchProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {}

  /** Starts it; the first {@link answer} tells when it is ready. */
  static start(script: string, args: readonly string[]): BenchProcess {
    const child = fork(script, args, { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return new BenchProcess(child, script);
  }

  get group(): number {
    return this.child.pid ?? 0;
  }

  send(request: object): void {
    this.child.send(request);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }

  /** The next thing that the process says. */
  answer(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${this.name} ended with ${String(code)}.`));
      this.child.once('exit', ended);
      this.child.once('message', (answer) => {
        this.child.off('exit', ended);
        resolve(answer);
      });
    });
  }
}
