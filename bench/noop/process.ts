import path from 'node:path';
import type { RuntimeFacts } from '../../scripts/demo/instance';
import { BenchProcess } from '../bench-process';
import type { NoopAnswer, NoopRequest } from './worker';

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
    return (await this.ask(request)).ran;
  }

  /** How long bare starts and bare Updates take. */
  latencies(request: Omit<NoopRequest, 'what'>): Promise<NoopAnswer> {
    return this.ask({ ...request, what: 'waiting' });
  }

  private async ask(request: NoopRequest): Promise<NoopAnswer> {
    this.process.send(request);
    return (await this.process.answer()) as NoopAnswer;
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
