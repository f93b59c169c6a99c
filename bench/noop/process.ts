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
    const started = BenchProcess.start(script, [temporalAddress, temporalNamespace]);
    await started.answer();
    return new NoopProcess(started);
  }

  get group(): number {
    return this.process.group;
  }

  /** Answers how many were run before the deadline. */
  async run(request: NoopRequest): Promise<number> {
    this.process.send(request);
    return ((await this.process.answer()) as { ran: number }).ran;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
