import type { ApiDeps } from '../../../api/deps';
import { createMetrics } from '../../../api/http/metrics';
import { requestNewLink } from '../../../api/public-invitation/link-requests';
import { problemOf } from '../../../api/http/problem';
import { createTokens } from '../../../domain/security/tokens';
import type { InvitationDoc } from '../../../models';
import type { ResendInput } from '../../../workflows/contract';
import { fakeTemporal } from '../../support/api/fake-temporal';

const ID = 'inv_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const tokens = createTokens({ secret: 'a-secret-of-the-tests', publicUrl: 'http://usher.test' });

/** Asks for a new link of an invitation in this state, with or without a newer one that is open; what it led to in Temporal, notices by their template. */
async function asked(state: Partial<InvitationDoc>, live?: Partial<InvitationDoc>) {
  const invitation = {
    ...{ _id: ID, accountId: 'acc_1', emailKey: 'nora@example.com', erasedAt: null, status: 'sent' },
    ...{ tokenVersion: 1, expiresAt: new Date(0), supersededBy: null },
    ...state,
  } as InvitationDoc;
  const decisions: [string, Partial<ResendInput>, string][] = [];
  const notices: string[] = [];
  const temporal = fakeTemporal({
    update: (name, id, decision) => {
      decisions.push([name, decision, id]);
      return fakeTemporal().update(name, id, decision);
    },
    sendNotice: (_id, { messages }) =>
      Promise.resolve(void notices.push(...messages.map((one) => one.template))),
  });
  const stores = {
    auditOrigins: { note: () => Promise.resolve() },
    invitations: {
      findById: () => Promise.resolve(invitation),
      findLive: () => Promise.resolve(live && { ...invitation, ...live }),
    },
    emailCounters: { take: () => Promise.resolve('ok'), refund: () => Promise.resolve() },
  };
  const settings = { dailyEmailsPerAccount: 0, dailyEmailsPerRecipient: 0 };
  const deps = { temporal, tokens, stores, settings, metrics: createMetrics() } as unknown as ApiDeps;
  const token = tokens.invitationToken(ID, 1, 'nora@example.com');
  // The decision is made as far as this fake goes.
  await requestNewLink(deps, token).catch((error: unknown) => {
    if (problemOf(error).code !== 'temporal-unavailable') throw error;
  });
  return { decisions, notices };
}

describe('whoever asks for a new link', () => {
  it('is mailed the link that works, which goes on working', async () => {
    const { decisions, notices } = await asked({});
    expect(decisions).toMatchObject([['resendInvitation', { sameLink: true, extendExpiry: false }, ID]]);
    expect(notices).toEqual([]);
  });

  it.each(['expired', 'declined', 'revoked'] as const)(
    'by the link of one that is %s is mailed that of the one they are invited by now',
    async (status) => {
      const now = { _id: 'inv_2', status: 'sent' } as const;
      const { decisions, notices } = await asked({ status, supersededBy: 'inv_2' }, now);
      expect(decisions).toMatchObject([['resendInvitation', { sameLink: true }, 'inv_2']]);
      expect(notices).toEqual([]);
    },
  );

  it.each<[string, Partial<InvitationDoc>, string[]]>([
    ['has it told to the inviter after the expiry', { status: 'expired' }, ['link-requested-notice']],
    ['bothers nobody once they are invited again', { status: 'expired', supersededBy: 'inv_2' }, []],
    ['bothers nobody after another ending', { status: 'revoked' }, []],
    ['bothers nobody with a link that was mailed to another address', { emailKey: 'other@example.com' }, []],
  ])('%s', async (_what, state, told) => {
    const { decisions, notices } = await asked(state);
    expect({ decisions, notices }).toEqual({ decisions: [], notices: told });
  });
});
