import type { Request, RequestHandler, Response } from 'express';
import type { ApiDeps } from '../../deps';
import { Places, type PlaceLimits } from './places';
import type { Pressure } from './pressure';
import { Problem } from '../problem';
import { watchRate, type BodyRate } from '../body/body-rate';
import { ipKey } from '../../../domain/security/ip-key';
import { ANSWERED, endEarly } from '../body/unread-bodies';

/** What one process takes at once. */
export interface LoadLimits {
  /** Calls that are worked on. */
  readonly calls: number;
  /** Bodies that have not arrived yet: of strangers by address, of callers by account. */
  readonly strangers: PlaceLimits;
  readonly accounts: PlaceLimits;
  readonly rate: BodyRate;
}

/**
 * More calls than this at once would each only wait; measured on two cores with calls of 2 s. A busy process takes
 * fewer. Most bodies have arrived when they are asked for, so that few wait.
 */
export const LOAD_LIMITS: LoadLimits = {
  calls: 1_000,
  strangers: { each: 32, all: 2_048 },
  accounts: { each: 128, all: 2_048 },
  rate: { graceMs: 10_000, bytesPerSecond: 8 * 1024 },
};

/** What the platform asks is always answered. */
export const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** Starts to watch how busy the process is; told how many calls are worked on. */
export type WatchPressure = (most: number, calls: () => number) => Pressure;

/**
 * 503 `overloaded`, before anything is done, above so many calls that are worked on, or fewer under pressure; a call
 * whose body is still on its way is not. A stopping process asks its callers to reconnect.
 */
export function concurrencyLimit(
  deps: Pick<ApiDeps, 'isClosing'>,
  limits: LoadLimits = LOAD_LIMITS,
  watch?: WatchPressure,
): RequestHandler {
  const load: Load = {
    limits,
    calls: 0,
    strangers: new Places(limits.strangers),
    accounts: new Places(limits.accounts),
    pressure: watch?.(limits.calls, () => load.calls),
  };
  return (request, response, next) => {
    if (deps.isClosing()) response.set('Connection', 'close');
    const turn = new Turn(load, request, response);
    if (!PROBES.has(request.path)) turn.work();
    turns.set(request, turn);
    // An answer that its reader takes slowly is no work any more, nor is what is read on after it.
    for (const event of [ANSWERED, 'prefinish', 'close']) response.once(event, () => turn.end());
    next();
  };
}

const turns = new WeakMap<Request, Turn>();

/** Says whose body the request brings, once its credential was proven; before that it is a stranger's. */
export function bodyIsOf(request: Request, accountId: string | undefined): void {
  const turn = turns.get(request);
  if (turn !== undefined) turn.accountId = accountId;
}

/**
 * Reads a body, which counts as waiting and not as work until it has arrived. `read` ends with the signal's reason
 * when the body comes too slowly.
 *
 * @throws {@link Problem} 429 `rate-limited` when too many bodies of the sender wait, 503 `overloaded` when too many
 *   of all do, 408 `body-too-slow`
 */
export function whileBodyComes<T>(request: Request, read: (slow: AbortSignal) => Promise<T>): Promise<T> {
  const turn = turns.get(request);
  return turn === undefined || request.complete ? read(new AbortController().signal) : turn.wait(read);
}

interface Load {
  readonly limits: LoadLimits;
  calls: number;
  readonly strangers: Places;
  readonly accounts: Places;
  readonly pressure: Pressure | undefined;
}

/** One request: it is worked on, or its body waits, or it is over. */
class Turn {
  accountId: string | undefined;
  private isWorkedOn = false;
  private isOver = false;
  private leave: () => void = () => undefined;

  constructor(
    private readonly load: Load,
    private readonly request: Request,
    private readonly response: Response,
  ) {}

  work(): void {
    if (this.isOver) return;
    const { calls, limits, pressure } = this.load;
    if (calls >= (pressure?.limit ?? limits.calls)) throw new Problem('overloaded');
    this.load.calls += 1;
    this.isWorkedOn = true;
  }

  async wait<T>(read: (slow: AbortSignal) => Promise<T>): Promise<T> {
    this.leave = this.takePlace();
    this.rest();
    const slow = new AbortController();
    const stop = watchRate(this.request, this.load.limits.rate, () => slow.abort(this.tooSlow()));
    try {
      const body = await read(slow.signal);
      this.work();
      return body;
    } finally {
      stop();
      this.leave();
    }
  }

  end(): void {
    this.isOver = true;
    this.rest();
    this.leave();
  }

  private rest(): void {
    if (this.isWorkedOn) this.load.calls -= 1;
    this.isWorkedOn = false;
  }

  private takePlace(): () => void {
    const { strangers, accounts } = this.load;
    const place =
      this.accountId === undefined
        ? strangers.take(ipKey(this.request.ip ?? 'unknown'))
        : accounts.take(this.accountId);
    if (typeof place === 'function') return place;
    endEarly(this.request, this.response);
    if (place === 'all') throw new Problem('overloaded');
    throw new Problem('rate-limited', { detail: 'Too many bodies of this sender are still on their way.' });
  }

  private tooSlow(): Problem {
    endEarly(this.request, this.response);
    return new Problem('body-too-slow');
  }
}
