import { setTimeout as sleep } from 'node:timers/promises';
import { inFlight } from '../lives';

/** How often an integrator asks for the status. */
const POLL_EVERY_MS = 200;

/** An application that invites people, seen from outside. */
export interface Application {
  /** Answers the ID. */
  create(body: { readonly partnerName: string; readonly contactEmail: string }): Promise<string>;
  status(id: string): Promise<string>;
  /** The token in the e-mail, which was sent. */
  token(id: string): Promise<string>;
  accept(token: string): Promise<void>;
}

/** How many lives are led, and how many at the same time; `deadline` in epoch milliseconds. */
export interface Plan {
  readonly count: number;
  readonly atOnce: number;
  readonly deadline: number;
}

/** Leads lives from create to active, asking for the status all the time; answers the milliseconds of each. */
export function polledLives(application: Application, { count, atOnce, deadline }: Plan): Promise<number[]> {
  const run = Date.now().toString(36);
  const numbers = Array.from({ length: count }, (_, n) => n);
  return inFlight(numbers, atOnce, deadline, async (n) => {
    const started = performance.now();
    const id = await application.create({
      partnerName: `Polled ${n}`,
      contactEmail: `polled-${run}-${n}@partner.example`,
    });
    await untilStatus(application, id, 'sent', deadline);
    await application.accept(await application.token(id));
    await untilStatus(application, id, 'active', deadline);
    return performance.now() - started;
  });
}

async function untilStatus(
  application: Application,
  id: string,
  wanted: string,
  deadline: number,
): Promise<void> {
  while ((await application.status(id)) !== wanted) {
    if (Date.now() > deadline) throw new Error(`${id} did not become ${wanted} in time.`);
    await sleep(POLL_EVERY_MS);
  }
}
