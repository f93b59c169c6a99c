import { mongo } from 'mongoose';
import { isDatabaseUnavailable, isMistake } from '../../../models';

const answer = (code?: number) =>
  new mongo.MongoServerError({ errmsg: 'no', ...(code === undefined ? {} : { code }) });

test('takes a failure of the server itself for an absence: no room, no primary, no right, no code', () => {
  for (const code of [1, 8, 13, 18, 50, 64, 91, 189, 262, 10107, 11600, 13435, 14031, undefined]) {
    expect([code, isDatabaseUnavailable(answer(code))]).toEqual([code, true]);
  }
  expect(isDatabaseUnavailable(new Error('outer', { cause: answer(14031) }))).toBe(true);
});

test('takes a refusal of what was asked for a fault of the call', () => {
  for (const code of [2, 9, 14, 59, 66, 121, 10334, 11000, 17280, 31249, 40415]) {
    expect([code, isDatabaseUnavailable(answer(code))]).toEqual([code, false]);
  }
  const own = [
    new TypeError('x'),
    new mongo.BSON.BSONError('null byte'),
    new mongo.MongoInvalidArgumentError('x'),
  ];
  for (const error of own) expect(isDatabaseUnavailable(error)).toBe(false);
});

test('waits for no mistake to heal', () => {
  for (const error of [new ReferenceError('crypto is not defined'), new mongo.MongoParseError('x')]) {
    expect(isMistake(error)).toBe(true);
  }
  expect(isMistake(new mongo.MongoNetworkError('away'))).toBe(false);
});
