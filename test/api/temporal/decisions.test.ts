import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { decisionIdOf, sendDecision } from '../../../api/temporal/send-decision';
import { createMetrics } from '../../../api/http/metrics';
import type { Problem } from '../../../api/http/problem';
import { problemOf } from '../../../api/http/problem';
import type { TemporalGateway } from '../../../api/temporal/client';
import { TemporalLateError, TemporalUnavailableError } from '../../../api/temporal/unavailable';
import type { Decision, InvitationSnapshot } from '../../../workflows/contract';
import { failureOf, FAILURES, type FailureType } from '../../../workflows/contract';
import { CODE_OF_FAILURE } from '../../../api/http/problem';
import { fakeTemporal } from '../../support/api/fake-temporal';

const decision: Decision = { decisionId: 'd', actor: { kind: 'user', id: 'usr_1' } };
const notFound = () => Promise.reject(new WorkflowNotFoundError('gone', 'invitation-1', undefined));

/** Sends one decision through a Temporal of which only these calls are real. */
function send(changes: Partial<TemporalGateway>) {
  const temporal = fakeTemporal(changes);
  return sendDecision({ temporal, metrics: createMetrics() }, 'acceptInvitation', 'inv_1', decision);
}

/** The problem that a decision ends in. */
async function refusal(changes: Partial<TemporalGateway>): Promise<Problem> {
  const error: unknown = await send(changes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return problemOf(error);
}

describe('sending a decision', () => {
  it.each([new WorkflowUpdateRPCTimeoutOrCancelledError('whatever it says'), new TemporalLateError('late')])(
    'goes as a Signal with the same ID when no worker answers (%s)',
    async (unanswered) => {
      const signals: unknown[] = [];
      const outcome = await send({
        update: () => Promise.reject(unanswered),
        signal: (...signal) => {
          signals.push(signal);
          return Promise.resolve();
        },
      });
      expect(outcome).toEqual({ kind: 'queued' });
      expect(signals).toEqual([['acceptInvitation', 'inv_1', decision, expect.any(Number)]]);
    },
  );

  it('is 503, never 202, when the Signal is not acknowledged', async () => {
    const update = () => Promise.reject(new TemporalLateError('late'));
    const signal = () => Promise.reject(new TemporalLateError('late'));
    expect((await refusal({ update, signal })).code).toBe('temporal-unavailable');
  });

  it('is 503 without a Signal when Temporal is away', async () => {
    const signal = jest.fn();
    const away = () => Promise.reject(new TemporalUnavailableError('away'));
    expect((await refusal({ update: away, signal })).code).toBe('temporal-unavailable');
    expect(signal).not.toHaveBeenCalled();
  });

  it('is left to the stored state when the run is over, or closes under the Update or the Signal', async () => {
    const closing = new WorkflowUpdateFailedError(
      'closed',
      ApplicationFailure.create({ type: 'AcceptedUpdateCompletedWorkflow' }),
    );
    const late = () => Promise.reject(new TemporalLateError('late'));
    expect(await send({ update: notFound })).toEqual({ kind: 'ended' });
    expect(await send({ update: () => Promise.reject(closing) })).toEqual({ kind: 'ended' });
    expect(await send({ update: late, signal: notFound })).toEqual({ kind: 'ended' });
  });

  it('is settled by the outcome that a closed run keeps, or refused as it was', async () => {
    const late = () => Promise.reject(new TemporalLateError('late'));
    const snapshot = { invitationId: 'inv_1', status: 'active' } as InvitationSnapshot;
    const outcome = jest.fn(() => Promise.resolve(snapshot));
    expect(await send({ update: late, signal: notFound, outcome })).toEqual({ kind: 'settled', snapshot });
    expect(await send({ update: notFound, outcome })).toEqual({ kind: 'settled', snapshot });
    const asked = ['inv_1', decision.decisionId, expect.any(Number)] as const;
    expect(outcome.mock.calls).toEqual([asked, asked]);
    const refused = () =>
      Promise.reject(new WorkflowUpdateFailedError('no', failureOf({ type: 'LinkReplaced' })));
    expect((await refusal({ update: late, signal: notFound, outcome: refused })).code).toBe('link-replaced');
  });

  it.each(Object.keys(FAILURES) as FailureType[])('answers the refusal %s from the table', async (type) => {
    const update = () =>
      Promise.reject(
        new WorkflowUpdateFailedError('no', failureOf({ type, currentStatus: 'sent', retryAfterSeconds: 7 })),
      );
    const problem = await refusal({ update });
    expect(problem.code).toBe(CODE_OF_FAILURE[type]);
    expect(problem.options).toMatchObject({ currentStatus: 'sent', retryAfterSeconds: 7 });
  });
});

describe('the ID of a decision', () => {
  it('is the same for the same request and another for any other', () => {
    const id = decisionIdOf('revoke', 'inv_1', 'usr_1', 'key');
    expect(decisionIdOf('revoke', 'inv_1', 'usr_1', 'key')).toBe(id);
    const others = [
      decisionIdOf('reject', 'inv_1', 'usr_1', 'key'),
      decisionIdOf('revoke', 'inv_2', 'usr_1', 'key'),
      decisionIdOf('revoke', 'inv_1', 'usr_2', 'key'),
      decisionIdOf('revoke', 'inv_1', 'usr_1', 'other'),
      decisionIdOf('revoke', 'inv_1', 'usr_1', undefined),
      decisionIdOf('revoke', 'inv_1', 'usr_1', undefined),
    ];
    expect(new Set([id, ...others]).size).toBe(7);
  });
});
