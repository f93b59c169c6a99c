import path from 'node:path';
import type { RuntimeFacts } from '../../scripts/demo/instance';
import { BenchProcess } from '../bench-process';
import type { NoopRequest } from './worker';

/** The process that runs no-op workflows. */
export class NoopProcess {
  private constructor(private readonly process: BenchProcess) {}

  /** Resolves when its worker polls. */
  static async start({ temporalAddress, temporalNamespace }: RuntimeFacts): Promise<NoopProcess> {
    const script = path.join(__dirname, 'worker.js');
    return new NoopProcess((await BenchProcess.start(script, [temporalAddress, temporalNamespace])).process);
  }

  get group(): number {
    return this.process.group;
  }

  /** Answers how many were run before the deadline. */
  async run(request: NoopRequest): Promise<number> {
    return (await this.process.ask<{ ran: number }>(request)).ran;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
