import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the queue is looked at, and what a look costs it nothing to be late by, in milliseconds. */
const LOOK_EVERY_MS = 500;
const RESOLUTION_MS = 20;

/**
 * A mean turn of the event loop, or a mean wait for a database connection, above this is too long: a call takes
 * about ten of them.
 */
const LATE_MS = 200;

/** So many looks in a row: one alone may be a single long turn. */
const LATE_LOOKS = 2;

/** So few calls at once are served by the slowest machine. */
const FEWEST = 24;

/** Much fewer at once when late, somewhat more when not. */
const SHRINK = 0.7;
const GROW = 1.25;

/** Says how many calls a process may work on at once, judged by its own queues. */
export class Pressure {
  private lateLooks = 0;
  private allowed: number;

  constructor(private readonly most: number) {
    this.allowed = most;
  }

  /** How many calls may be worked on. */
  get limit(): number {
    return this.allowed;
  }

  /** One look: how late the process is, and how many calls it works on. */
  look(lateMs: number, calls: number): void {
    this.lateLooks = lateMs > LATE_MS ? this.lateLooks + 1 : 0;
    if (this.lateLooks >= LATE_LOOKS) {
      const fewer = Math.floor(Math.min(this.allowed, calls) * SHRINK);
      this.allowed = Math.min(this.most, Math.max(FEWEST, fewer));
    } else if (this.lateLooks === 0) {
      this.allowed = Math.min(this.most, Math.ceil(this.allowed * GROW));
    }
  }
}

/** Looks at the event loop, while there are calls, and at the pool, until the process ends. */
export function watchPressure(most: number, calls: () => number, poolWaitMs: () => number): Pressure {
  const pressure = new Pressure(most);
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let sampling = false;
  const timer = setInterval(() => {
    // No sample at all: the loop stood still for the whole time.
    const turnMs = loop.count === 0 ? LOOK_EVERY_MS : loop.mean / 1e6 - RESOLUTION_MS;
    loop.reset();
    pressure.look(Math.max(sampling ? turnMs : 0, poolWaitMs()), calls());
    // A sample wakes an idle process 50 times a second.
    sampling = calls() > 0;
    if (sampling) loop.enable();
    else loop.disable();
  }, LOOK_EVERY_MS);
  timer.unref();
  return pressure;
}
