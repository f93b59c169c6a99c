import { ApplicationFailure } from '@temporalio/common';
import mongoose from 'mongoose';
import { isRefusedForGood, withRefusals } from '../../activities/refused-for-good';
import type { Activities } from '../../activities';
import type { InvitationSnapshot } from '../../workflows/contract';

const { CastError, StrictModeError, ValidationError } = mongoose.Error;
const mongo = (code: number) =>
  new mongoose.mongo.MongoServerError({ message: 'nora@partner.example', code });

test.each([
  new CastError('Embedded', { id: 'nora@partner.example' }, 'acceptedBy'),
  new StrictModeError('nora@partner.example'),
  new ValidationError(),
  Object.assign(new Error('nora@partner.example'), { name: 'BSONError' }),
  mongo(121),
  mongo(10334),
  new Error('outside', { cause: mongo(2) }),
] as Error[])(
  'what the store can never take is not tried for ever, and told without a value: %p',
  async (error) => {
    const activities = withRefusals({
      recordInvitation: () => Promise.reject(error),
    } as unknown as Activities);
    const failure: unknown = await activities
      .recordInvitation({} as InvitationSnapshot)
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: 'StoreRefused', nonRetryable: true });
    expect(JSON.stringify([String(failure), (failure as ApplicationFailure).details])).not.toContain('nora');
  },
);

test.each([
  new mongoose.mongo.MongoNetworkError('connection lost'),
  mongo(11000),
  mongo(91),
  new TypeError('a bug that a deployment may mend'),
  ApplicationFailure.retryable('later', 'EmailDeferred'),
  undefined,
])('everything else is tried again: %p', (error) => {
  expect(isRefusedForGood(error)).toBe(false);
});
