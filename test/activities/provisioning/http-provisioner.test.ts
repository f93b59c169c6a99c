import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { z } from 'zod';
import { HttpProvisioner } from '../../../activities/provisioning/http-provisioner';
import { signatureHeaders } from '../../../domain/webhooks/standard-webhooks';
import type { PartnerData, Provisioner } from '../../../domain/ports';
import { newSigningSecret } from '../../../models';
import type { ProvisioningStepInput } from '../../../workflows/contract';
import { quietLogger } from '../../support/sdk-logs';
import { answer, startReceiver, validSignatures, type Receiver } from '../../support/receiver';

const SECRET = newSigningSecret();
const ACCOUNT = { partnerAccountId: 'acc_1', partnerUserId: 'usr_1', partnershipId: 'prt_1' };
const INPUT: ProvisioningStepInput = {
  invitationId: 'inv_1',
  acceptedBy: { kind: 'invitee', id: 'invitee' },
  account: ACCOUNT,
};
const PARTNER: PartnerData = {
  accountId: 'acc_inviting',
  program: 'default',
  partnerName: 'Initech',
  country: 'DE',
  industry: null,
  contact: { email: 'peter@initech.example', firstName: 'Peter', lastName: null, phoneNumber: null },
  documents: [],
  customFields: { vat: 'DE1' },
  roleKey: 'partner_admin',
  initialModule: null,
  share: { workspaceId: 'wsp_1', folderIds: ['fld_1'] },
};
const STEPS = ['createAccount', 'assignDefaultRole', 'shareRecords'] as const;
const COMPENSATIONS = ['removeCreatedAccount', 'withdrawDefaultRole', 'withdrawSharedRecords'] as const;

/** Usher's own side; writes down in which order it was asked. */
function ownSide(story: string[], account = ACCOUNT): Provisioner {
  const did = (step: string) => Promise.resolve(void story.push(`own ${step}`));
  return {
    createAccount: () => did('createAccount').then(() => account),
    assignDefaultRole: () => did('assignDefaultRole'),
    shareRecords: () => did('shareRecords').then(() => ({ sharedFolders: 1 })),
    removeCreatedAccount: () => did('removeCreatedAccount'),
    withdrawDefaultRole: () => did('withdrawDefaultRole'),
    withdrawSharedRecords: () => did('withdrawSharedRecords'),
  };
}

function provisioner(
  url: string,
  changes: Partial<PartnerData> = {},
  story: string[] = [],
  timeoutMs = 5000,
) {
  const partners = { partnerData: () => Promise.resolve({ ...PARTNER, ...changes }) };
  return new HttpProvisioner(ownSide(story), partners, { url, secret: SECRET, timeoutMs });
}

async function failureOf(promise: Promise<unknown>): Promise<ApplicationFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  return error as ApplicationFailure;
}

describe('with a system of any kind', () => {
  let receiver: Receiver;
  let url: string;
  const story: string[] = [];
  beforeEach(async () => {
    story.length = 0;
    receiver = await startReceiver((response, { path: step }) => {
      story.push(`theirs ${step.slice('/in/'.length)}`);
      response.writeHead(204).end();
    });
    url = `http://127.0.0.1:${receiver.port}/in`;
  });
  afterEach(() => receiver.close());

  it.each(STEPS)('does %s itself first, then tells the system', async (step) => {
    await provisioner(url, {}, story)[step](INPUT);
    expect(story).toEqual([`own ${step}`, `theirs ${step}`]);
  });

  it.each(['assignDefaultRole', 'shareRecords'] as const)(
    'calls nobody in a quick try of %s',
    async (step) => {
      const environment = new MockActivityEnvironment({ isLocal: true }, { logger: quietLogger });
      const quick = provisioner(url, {}, story);
      const trying = environment.run((input: ProvisioningStepInput) => quick[step](input), INPUT);
      const failure = await failureOf(trying);
      expect([failure.type, failure.nonRetryable]).toEqual(['ProvisioningUnavailable', false]);
      expect(story).toEqual([]);
    },
  );

  it.each(COMPENSATIONS)('undoes in reverse: %s', async (step) => {
    await provisioner(url, {}, story)[step](INPUT);
    expect(story).toEqual([`theirs ${step}`, `own ${step}`]);
  });

  it('signs each call and names it the same every time', async () => {
    const one = provisioner(url);
    await one.createAccount(INPUT);
    await one.createAccount(INPUT);
    const [first, second] = receiver.received;
    expect(first?.headers['idempotency-key']).toBe('inv_1:createAccount');
    expect(second?.headers['idempotency-key']).toBe('inv_1:createAccount');
    expect(receiver.received.map((call) => validSignatures(call, SECRET))).toEqual([1, 1]);
  });

  it('names each call of another round differently, the compensations too', async () => {
    const one = provisioner(url);
    for (const round of [1, 2, 3]) {
      await one.createAccount({ ...INPUT, round });
      await one.removeCreatedAccount({ ...INPUT, round });
    }
    const keys = receiver.received.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(6);
    expect(keys.slice(2, 4)).toEqual(['inv_1:createAccount:2', 'inv_1:removeCreatedAccount:2']);
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(keys);
    const rounds = receiver.received.map(({ body }) => (JSON.parse(body) as { round: number }).round);
    expect(rounds).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('says that an account joins that was there before the invitation', async () => {
    const there = { ...ACCOUNT, partnerAccountId: 'acc_before' };
    const partners = { partnerData: () => Promise.resolve(PARTNER) };
    await new HttpProvisioner(ownSide([], there), partners, { url, secret: SECRET }).createAccount(INPUT);
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      account: { ...there, existing: true },
    });
  });

  it('tells each step what it needs and no more', async () => {
    const one = provisioner(url);
    for (const step of [...STEPS, 'removeCreatedAccount'] as const) await one[step](INPUT);
    const [create, role, share, remove] = receiver.received.map(({ body }) => JSON.parse(body) as object);
    const { share: _share, roleKey: _roleKey, ...partner } = PARTNER;
    const named = (step: string) => ({ invitationId: 'inv_1', step, round: 1 });
    expect(create).toEqual({
      ...named('createAccount'),
      account: { ...ACCOUNT, existing: false, added: false },
      partner,
    });
    expect(role).toEqual({
      ...named('assignDefaultRole'),
      account: ACCOUNT,
      partner: { accountId: 'acc_inviting', roleKey: 'partner_admin', initialModule: null },
    });
    expect(share).toEqual({
      ...named('shareRecords'),
      account: ACCOUNT,
      partner: { accountId: 'acc_inviting', share: PARTNER.share },
    });
    expect(remove).toEqual(named('removeCreatedAccount'));
  });

  it.each([400, 401, 403, 404, 409, 422])(
    'takes %i for a refusal that no retry can change',
    async (status) => {
      receiver.behave(answer(status));
      expect(await failureOf(provisioner(url).createAccount(INPUT))).toMatchObject({
        type: 'ProvisioningRefused',
        nonRetryable: true,
      });
    },
  );

  it.each([302, 408, 429, 500, 503])('has %i tried again', async (status) => {
    receiver.behave(answer(status, { 'retry-after': '7' }));
    const failure = await failureOf(provisioner(url).createAccount(INPUT));
    expect(failure).toMatchObject({ type: 'ProvisioningUnavailable', nonRetryable: false });
    expect(failure.nextRetryDelay).toBe(7000);
  });

  it('has silence tried again, and says nothing of the address', async () => {
    receiver.behave(() => undefined);
    const failure = await failureOf(provisioner(url, {}, [], 200).createAccount(INPUT));
    expect(failure).toMatchObject({ type: 'ProvisioningUnavailable', nonRetryable: false });
    expect(JSON.stringify([failure.message, failure.details, failure.stack])).not.toContain('127.0.0.1');
  });

  it.each([
    [404, true],
    [410, true],
    [401, false],
    [422, false],
    [500, false],
  ])('lets a compensation end at %i: %s', async (status, ends) => {
    receiver.behave(answer(status));
    const undo = provisioner(url, {}, story).removeCreatedAccount(INPUT);
    if (ends) {
      await undo;
      expect(story).toContain('own removeCreatedAccount');
    } else {
      expect((await failureOf(undo)).nonRetryable).toBeFalsy();
      expect(story).toEqual([]);
    }
  });
});

describe('with the example receiver', () => {
  let child: ChildProcess;
  let url = '';
  const known = async () =>
    z.record(z.string(), z.record(z.string(), z.unknown())).parse(await (await fetch(url)).json());

  beforeAll(async () => {
    const script = path.join(__dirname, '../../../examples/provisioning-receiver/server.mjs');
    child = spawn(process.execPath, [script], {
      env: { ...process.env, PORT: '0', PROVISIONING_SECRET: SECRET },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise((resolve) => {
      child.stdout?.on('data', (text: Buffer) => {
        const listening = /http:\S+/.exec(text.toString());
        if (listening) resolve(listening[0]);
      });
    });
  });
  afterAll(() => child.kill());

  it('makes one partner however often the steps come, and unmakes it', async () => {
    const one = provisioner(url);
    for (const step of [...STEPS, ...STEPS]) await one[step](INPUT);
    expect(await known()).toEqual({
      inv_1: {
        ...ACCOUNT,
        existing: false,
        added: false,
        name: 'Initech',
        contact: PARTNER.contact,
        role: 'partner_admin',
        folders: ['fld_1'],
      },
    });
    for (const step of [...COMPENSATIONS].reverse()) await one[step](INPUT);
    await one.removeCreatedAccount(INPUT);
    expect(await known()).toEqual({});
    // An operator retried: the same key means doing it again.
    await one.createAccount(INPUT);
    expect(Object.keys(await known())).toEqual(['inv_1']);
  });

  it('refuses for good what it does not want', async () => {
    const refused = provisioner(url, { country: 'AQ' }).createAccount({ ...INPUT, invitationId: 'inv_2' });
    expect((await failureOf(refused)).type).toBe('ProvisioningRefused');
  });

  it.each([
    ['no signature', (headers: Record<string, string>) => ({ ...headers, 'webhook-signature': '' })],
    ['an old timestamp', () => sign('1000000000')],
    [
      'a changed timestamp',
      (headers: Record<string, string>) => ({
        ...headers,
        'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1),
      }),
    ],
    ['another secret', () => ({ ...signatureHeaders('inv_3:createAccount', BODY, [newSigningSecret()]) })],
  ])('takes nothing with %s', async (_name, change) => {
    const headers = change({ ...signatureHeaders('inv_3:createAccount', BODY, [SECRET]) });
    const response = await fetch(`${url}/createAccount`, { method: 'POST', body: BODY, headers });
    expect(response.status).toBe(401);
    expect(await known()).not.toHaveProperty('inv_3');
  });
});

const BODY = JSON.stringify({
  invitationId: 'inv_3',
  step: 'createAccount',
  account: ACCOUNT,
  partner: PARTNER,
});

function sign(timestamp: string): Record<string, string> {
  return { ...signatureHeaders('inv_3:createAccount', BODY, [SECRET], new Date(Number(timestamp) * 1000)) };
}
