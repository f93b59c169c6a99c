import { fork, type ChildProcess } from 'node:child_process';

/** A process to be measured, in a process group of its own. It tells its parent when it is ready. */
export class BenchProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
  ) {}

  /** Resolves with what the process says when it is ready. */
  static async start<Ready>(
    script: string,
    args: readonly string[],
  ): Promise<{ process: BenchProcess; ready: Ready }> {
    const child = fork(script, args, { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const started = new BenchProcess(child, script);
    return { process: started, ready: await started.answer<Ready>() };
  }

  get group(): number {
    return this.child.pid ?? 0;
  }

  /** Sends a request and resolves with the answer. */
  ask<Answer>(request: object): Promise<Answer> {
    this.child.send(request);
    return this.answer<Answer>();
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }

  private answer<Answer>(): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null) => reject(new Error(`${this.name} ended with ${String(code)}.`));
      this.child.once('exit', ended);
      this.child.once('message', (answer) => {
        this.child.off('exit', ended);
        resolve(answer as Answer);
      });
    });
  }
}
