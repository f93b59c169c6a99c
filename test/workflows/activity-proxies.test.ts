import * as proxies from '../../workflows/activity-proxies';

// Outside of a workflow there is nothing to call: a group is what it was made with.
jest.mock('@temporalio/workflow', (): object => ({
  ...jest.requireActual<object>('@temporalio/workflow'),
  proxyActivities: (options: object) => options,
  proxyLocalActivities: (options: object) => options,
}));

interface Options {
  readonly startToCloseTimeout?: string;
  readonly scheduleToCloseTimeout?: string;
  readonly heartbeatTimeout?: string;
  readonly retry?: { readonly maximumAttempts?: number };
}

const groups = Object.entries(proxies as unknown as Readonly<Record<string, Options>>);

const UNTIL_IT_SUCCEEDS = { scheduleToCloseTimeout: undefined, maximumAttempts: undefined };

it.each<[keyof typeof proxies, object]>([
  ['emailActivities', UNTIL_IT_SUCCEEDS],
  ['provisioningActivities', { scheduleToCloseTimeout: '24h', maximumAttempts: undefined }],
  ['compensationActivities', UNTIL_IT_SUCCEEDS],
  ['quickActivities', { scheduleToCloseTimeout: '1500ms', maximumAttempts: 1 }],
  ['remoteRecord', UNTIL_IT_SUCCEEDS],
])('%s are tried for as long as decided', (name, patience) => {
  const { scheduleToCloseTimeout, retry } = Object.fromEntries(groups)[name] ?? {};
  expect({ scheduleToCloseTimeout, maximumAttempts: retry?.maximumAttempts }).toEqual(patience);
});

it('has no other group, and none whose attempts may hang', () => {
  expect(groups.map(([name]) => name)).toHaveLength(5);
  expect(groups.filter(([, { startToCloseTimeout }]) => startToCloseTimeout === undefined)).toEqual([]);
});

it('waits for no killed worker for the whole time of an attempt', () => {
  const long = groups.filter(([, { startToCloseTimeout }]) => startToCloseTimeout === '30s');
  expect(long.map(([name, { heartbeatTimeout }]) => `${name} ${heartbeatTimeout ?? 'none'}`).sort()).toEqual([
    'compensationActivities 8s',
    'emailActivities 8s',
    'provisioningActivities 8s',
  ]);
});
