import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '@temporalio/activity';
import { beatWhileRunning } from '../../worker/beat-while-running';

const INPUT = { args: [], headers: {} };

/** An activity's context as far as anybody here looks at it. */
function contextWith(info: { readonly heartbeatTimeoutMs?: number }) {
  const beats: unknown[] = [];
  const context = { info, heartbeat: () => void beats.push(undefined) } as unknown as Context;
  return { beats, execute: beatWhileRunning(context).inbound?.execute?.bind(undefined) };
}

it('beats for as long as the activity runs, and not after it', async () => {
  const { beats, execute } = contextWith({ heartbeatTimeoutMs: 40 });
  const result = await execute?.(INPUT, async () => {
    while (beats.length < 3) await sleep(1);
    return 'done';
  });
  expect(result).toBe('done');
  const until = beats.length;
  await sleep(50);
  expect(beats).toHaveLength(until);
});

it('ends with the activity that fails', async () => {
  const { beats, execute } = contextWith({ heartbeatTimeoutMs: 40 });
  await expect(execute?.(INPUT, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await sleep(50);
  expect(beats).toEqual([]);
});

it('leaves an activity alone that nobody waits for a beat of', () => {
  expect(contextWith({}).execute).toBeUndefined();
});
