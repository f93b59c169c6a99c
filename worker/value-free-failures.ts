import { CompleteAsyncError, type Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';
import { failureOfError } from '../activities/failure-of-error';

/**
 * Keeps values out of histories: whatever an activity throws leaves the worker as a type with codes. Where it
 * was thrown is logged, without its text.
 */
export function valueFreeFailures({ log }: Context): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        try {
          return await next(input);
        } catch (error) {
          if (error instanceof CompleteAsyncError) throw error;
          const failure = failureOfError(error);
          const frames = framesOf(error);
          if (frames.length > 0) log.debug('Where the activity failed', { failure: failure.message, frames });
          throw failure;
        }
      },
    },
  };
}

const MAX_FRAMES = 10;

/** Lines of the stack that name functions and files; the others are the message, with all it quotes. */
function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').map((line) => line.trim());
  return frames.filter((line) => /^at [\w.<> []{0,200}\(?(?:node:|file:|\/)/.test(line)).slice(0, MAX_FRAMES);
}
