import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type CallOptions, UsherClient } from '../demo/client';

const TRIES = 20;

/** Says everything again that a busy machine had no time for; what was done is not done twice. */
export class PatientClient extends UsherClient {
  override withApiKey(apiKey: string): PatientClient {
    return new PatientClient(this.baseUrl, { Authorization: `Bearer ${apiKey}` });
  }

  override async call<T = unknown>(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<Answer<T>> {
    const keyed = method === 'POST' ? { idempotencyKey: randomUUID(), ...options } : options;
    for (let tries = 1; ; tries += 1) {
      const answer = await super.call<T>(method, path, keyed).catch((error: unknown) => {
        const isLate = error instanceof Error && error.name === 'TimeoutError';
        if (!isLate || tries === TRIES) throw error;
      });
      if (answer !== undefined && (!isBusy(answer) || tries === TRIES)) return answer;
      await sleep(1_000);
    }
  }
}

/** No time for it, or still at the call before. */
const isBusy = ({ status, body }: Answer<unknown>): boolean =>
  status === 503 || (status === 409 && JSON.stringify(body).includes('idempotency-in-flight'));
