import { ApplicationFailure, defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import mongoose from 'mongoose';
import type { Activities } from '../../activities';
import { failureOfError } from '../../activities/failure-of-error';
import { withRefusals } from '../../activities/refused-for-good';
import { FAILURES, failureOf, invitationWorkflowId } from '../../workflows/contract';
import { HOUR, useTestEnvironment } from '../support/workflows/use-test-environment';

const VALUES = ['nora@borealis.example', 'Nora Lind', '+4930123456', 's3cret-token', 'Borealis Ltd'];

const text = `E11000 duplicate key { email: "${VALUES[0]}", name: "${VALUES[1]}" }`;
const duplicate = Object.assign(new mongoose.mongo.MongoServerError({ message: text, code: 11000 }), {
  keyValue: { email: VALUES[0] },
});

/** What activities meet: each quotes what it was given. */
const ERRORS: Readonly<Record<string, unknown>> = {
  'a duplicate key': duplicate,
  'a value that cannot be cast': new mongoose.Error.CastError('string', VALUES[0], 'actor'),
  'a document that is not valid': Object.assign(new mongoose.Error.ValidationError(), {
    message: VALUES.join(),
  }),
  'a mail server that quotes': Object.assign(new Error(`550 <${VALUES[0]}> unknown`), {
    response: VALUES[0],
    responseCode: 550,
    code: 'EENVELOPE',
  }),
  'an address with a secret': new TypeError(`Invalid URL: https://x:${VALUES[3]}@partner.example`),
  'JSON that cannot be read': new SyntaxError(`Unexpected token in "${VALUES.join()}"`),
  'a cause that quotes': new Error('outer', { cause: new Error(VALUES.join(), { cause: duplicate }) }),
  'a text of several lines': Object.assign(new Error(VALUES.join('\n    at ')), { name: VALUES[1] }),
  'a failure of no known type': ApplicationFailure.create({
    message: VALUES.join(),
    type: VALUES[0] ?? '',
    details: [VALUES],
  }),
  'a known failure with too much in it': ApplicationFailure.create({
    message: VALUES.join(),
    type: 'ProvisioningRefused',
    details: [{ codes: VALUES, deep: { a: VALUES } }],
    cause: duplicate,
  }),
  'no error at all': VALUES,
  'a text': VALUES.join(),
  undefined: undefined,
};

/** As it stands in the history: messages, stacks, details and causes. */
function inHistory(error: unknown): string {
  const failure = defaultFailureConverter.errorToFailure(error, defaultPayloadConverter);
  return JSON.stringify(failure, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value,
  );
}

describe('what a history keeps of an error', () => {
  it.each(Object.entries(ERRORS))('holds no value of %s', (_name, error) => {
    const kept = inHistory(failureOfError(error));
    expect(VALUES.filter((value) => kept.includes(value))).toEqual([]);
  });

  it('names the class and the code', () => {
    expect(failureOfError(duplicate)).toMatchObject({
      type: 'MongoServerError',
      nonRetryable: false,
      details: [{ code: 11000 }],
    });
  });

  it('keeps the failures of the contract, their delays and their details', () => {
    const refusal = { type: 'InvalidTransition', currentStatus: 'pending_approval' } as const;
    expect(failureOfError(failureOf(refusal))).toMatchObject({
      type: 'InvalidTransition',
      message: failureOf(refusal).message,
      nonRetryable: true,
      details: [refusal],
    });
    const later = ApplicationFailure.create({
      type: 'EmailDeferred',
      message: '1 of 2 e-mails could not be handed over yet.',
      details: [{ codes: ['HTTP_503'] }],
      nextRetryDelay: 5_000,
    });
    expect(failureOfError(later)).toMatchObject({
      type: 'EmailDeferred',
      message: later.message,
      nonRetryable: false,
      details: [{ codes: ['HTTP_503'] }],
      nextRetryDelay: 5_000,
    });
  });

  it('leaves it to the activity to say what no retry heals', () => {
    const forGood = ApplicationFailure.nonRetryable('never', 'Odd');
    expect(failureOfError(forGood)).toMatchObject({ nonRetryable: true });
    expect(failureOfError(new Error('away'))).toMatchObject({ nonRetryable: false });
  });
});

describe('the history of an invitation', () => {
  const use = useTestEnvironment();

  it('holds no value of the errors that its steps met', async () => {
    const thrown = Object.values(ERRORS).filter((error) => error instanceof Error);
    const { createAccount } = use.fakes.activities;
    await use.environment.whileWorkerIsAway(() => {
      const left = thrown.filter(({ name }) => !['CastError', 'ValidationError'].includes(name));
      return Promise.resolve(
        Object.assign(use.fakes.activities, {
          createAccount: (input: Parameters<typeof createAccount>[0]) => {
            const error = left.shift();
            return error === undefined ? createAccount(input) : Promise.reject(error);
          },
          shareRecords: withRefusals({
            shareRecords: () =>
              Promise.reject(thrown.find(({ name }) => name === 'CastError') ?? new Error('none')),
          } as unknown as Activities).shareRecords,
        }),
      );
    });
    const invited = await use.inviteAndSend({ sharesRecords: true });
    await invited.comesToRest();
    await invited.decide('acceptInvitation');
    await use.skip(HOUR);
    expect((await invited.reaches('failed')).failure).toEqual({ step: 'shareRecords', type: 'StoreRefused' });
    const history = await use.environment.client.workflow
      .getHandle(invitationWorkflowId(invited.id))
      .fetchHistory();
    const kept = JSON.stringify(history).replaceAll(/"data":"([^"]*)"/g, (_all, data: string) =>
      Buffer.from(data, 'base64').toString('utf8'),
    );
    expect(kept.includes(FAILURES.StoreRefused)).toBe(true);
    expect(VALUES.filter((value) => kept.includes(value))).toEqual([]);
  });
});
