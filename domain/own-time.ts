const TICK_MS = 50;

/**
 * What the work comes to, or `late` after so many milliseconds that this process itself had time for: a turn of the
 * event loop that took long counts as 50 ms, since what has arrived meanwhile is read only after it. So a busy
 * process is not taken for a server that does not answer.
 */
export async function withinOwnTime<T>(ms: number, work: Promise<T>, late: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let ticks = Math.ceil(ms / TICK_MS);
  const tooLate = new Promise<T>((resolve) => {
    timer = setInterval(() => {
      ticks -= 1;
      if (ticks <= 0) resolve(late);
    }, TICK_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearInterval(timer);
  }
}

/** Whether what was asked answers, in so many milliseconds of {@link withinOwnTime}; an error is no answer. */
export function answersInOwnTime(ms: number, asked: Promise<unknown>): Promise<boolean> {
  const answers = asked.then(
    () => true,
    () => false,
  );
  return withinOwnTime(ms, answers, false);
}
