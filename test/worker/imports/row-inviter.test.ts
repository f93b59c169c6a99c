import type { Client } from '@temporalio/client';
import { newId } from '../../../domain/ids';
import { importRowId, type InvitationImportDoc, type InvitationImportRowDoc } from '../../../models';
import { createEmailAllowance } from '../../../worker/email/email-allowance';
import { RowInviter } from '../../../worker/imports/row-inviter';
import { useDatabase } from '../../support/models/database';
import { storedInvitation } from '../../support/models/samples';

const database = useDatabase('row_inviter');
const NOBODY = () => Promise.resolve();
const limits = { dailyEmailsPerAccount: 1, dailyEmailsPerRecipient: 1, dailyEmailsPerRecipientOverall: 1 };

/** An import of an administrator with one row, and who invites its rows. */
async function importOf(contactEmail: string) {
  const { stores } = database;
  const [accountId, inviterId, importId] = [newId('acc'), newId('usr'), newId('imp')];
  await stores.programs.put(accountId, 'default', {});
  await stores.memberships.add({ accountId, userId: inviterId, roleKey: 'account_admin' });
  const row = {
    _id: importRowId(importId, 1),
    input: { partnerName: 'A', contactEmail, customFields: {}, program: 'default', roleKey: 'partner_admin' },
    emailKey: contactEmail,
    targetId: newId('inv'),
  } as unknown as InvitationImportRowDoc;
  const started: unknown[] = [];
  const client = { workflow: { start: (...start: unknown[]) => Promise.resolve(started.push(start)) } };
  const doc = { _id: importId, accountId, inviterId } as InvitationImportDoc;
  const deps = { stores, limits, client: client as unknown as Client };
  return { accountId, row, started, inviter: await RowInviter.forBatch(deps, doc, [row]) };
}

/** Whether the account could still mail somebody, and this address. */
async function left(accountId: string, emailKey: string) {
  const { emailCounters } = database.stores;
  const taken = await emailCounters.take({ accountId, emailKey }, limits);
  if (taken === 'ok') await emailCounters.refund({ accountId, emailKey });
  return taken;
}

describe('a row', () => {
  it('uses one e-mail of the daily allowance', async () => {
    const { accountId, row, started, inviter } = await importOf('one@row.example');
    expect(await inviter.invite(row, NOBODY)).toMatchObject({
      result: 'created',
      invitationId: row.targetId,
    });
    expect(started).toHaveLength(1);
    expect(await left(accountId, 'two@row.example')).toBe('account');
  });

  it('gives it back when somebody else invites the contact meanwhile', async () => {
    const { accountId, row, started, inviter } = await importOf('raced@row.example');
    let other = '';
    const outcome = await inviter.invite(row, async () => {
      other = await storedInvitation(database.stores, accountId, 'raced@row.example');
    });
    expect(outcome).toMatchObject({ result: 'alreadyInvited', invitationId: other });
    expect(started).toEqual([]);
    expect(await left(accountId, 'raced@row.example')).toBe('ok');
  });

  it('waits for the next day without using anything once the account has mailed enough', async () => {
    const { accountId, row, inviter } = await importOf('held@row.example');
    await database.stores.emailCounters.take({ accountId, emailKey: 'first@row.example' }, limits);
    expect(await inviter.invite(row, NOBODY)).toMatchObject({ reason: 'account' });
    await database.stores.emailCounters.refund({ accountId, emailKey: 'first@row.example' });
    expect(await left(accountId, 'held@row.example')).toBe('ok');
  });
});

it.each([
  ['own e-mails', 'take', 'giveBack'],
  ['copies', 'takeCopy', 'giveBackCopy'],
  ['all that an address gets', 'takeOverall', 'giveBackOverall'],
] as const)('counts %s apart, and gives back what was taken', async (_what, take, giveBack) => {
  const allowance = createEmailAllowance(database.stores, limits);
  const to = `${take}@row.example`;
  const accountId = newId('acc');
  const call = (name: 'take' | 'takeCopy' | 'takeOverall') =>
    name === 'takeOverall' ? allowance.takeOverall(to) : allowance[name](accountId, to);
  expect([await call(take), await call(take)]).toEqual([true, false]);
  if (giveBack === 'giveBackOverall') await allowance.giveBackOverall(to);
  else await allowance[giveBack](accountId, to);
  expect([await call('take'), await call('takeCopy'), await call('takeOverall')]).toEqual([true, true, true]);
});
