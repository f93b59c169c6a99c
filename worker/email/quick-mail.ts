import { ApplicationFailure } from '@temporalio/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Activities } from '../../activities';

/** E-mails a second of this process inside workflow tasks; what comes beyond goes by the queue, which has its own pace. */
const PER_SECOND = 25;

/** A provider that takes longer than this is left to the queue for a while, so that no task waits for it. */
const SLOW_MS = 1_000;
const LEFT_ALONE_SECONDS = 30;

const PROVIDER = 'provider';

/** `sendEmail` as workflow tasks may have it: within a pace, and only while the provider is quick. */
export function quickSendEmail(
  sendEmail: Activities['sendEmail'],
  { perSecond = PER_SECOND, slowMs = SLOW_MS } = {},
): Activities['sendEmail'] {
  const pace = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return async (input) => {
    await pace.consume(PROVIDER, input.messages.length).catch(() => {
      throw ApplicationFailure.retryable('This e-mail goes by the queue.', 'EmailDeferred');
    });
    const startedAt = performance.now();
    try {
      await sendEmail(input);
    } finally {
      if (performance.now() - startedAt > slowMs) await pace.block(PROVIDER, LEFT_ALONE_SECONDS);
    }
  };
}
