import type { StoreSet } from '../stores';
import type { PartnershipDoc } from './partnerships';

type Reads = Pick<StoreSet, 'accounts' | 'invitations' | 'partnerships'>;

/**
 * Partners that an account may add people to: active ones whose account was made for one of its own invitations and
 * works with nobody else. Any other account is not the inviter's to let people into: they would see what others share.
 */
export class AddablePartners {
  constructor(private readonly stores: Reads) {}

  /** The account's partnership, if people can be added to its partner now. */
  async find(accountId: string, partnershipId: string): Promise<PartnershipDoc | undefined> {
    const found = await this.stores.partnerships.find(accountId, partnershipId);
    return found && (await this.among(accountId, [found]))[0];
  }

  /**
   * The one partner that active invitations of the account to addresses of this domain led to; `undefined` where there
   * is none or more than one.
   */
  async onlyOneAtDomain(accountId: string, emailDomain: string): Promise<PartnershipDoc | undefined> {
    const ids = await this.stores.invitations.partnershipsAtDomain(accountId, emailDomain);
    const found = await this.stores.partnerships.findMany(accountId, ids);
    const active = found.filter(({ status }) => status === 'active');
    return active.length === 1 ? (await this.among(accountId, active))[0] : undefined;
  }

  /** Those of the account's partnerships that people can be added to, in their order. */
  async among(accountId: string, partnerships: readonly PartnershipDoc[]): Promise<PartnershipDoc[]> {
    const own = partnerships.filter((one) => one.accountId === accountId && one.status === 'active');
    if (own.length === 0) return [];
    const ids = own.map(({ partnerAccountId }) => partnerAccountId);
    const [accounts, links] = await Promise.all([
      this.stores.accounts.findMany(ids),
      this.stores.partnerships.linksOf(ids),
    ]);
    const ofOthers = links.filter((link) => link.accountId !== accountId);
    const shared = new Set(ofOthers.map(({ partnerAccountId }) => partnerAccountId));
    const made = accounts.flatMap(({ _id, createdBy }) =>
      createdBy === null ? [] : [[_id, createdBy] as const],
    );
    const makers = await this.stores.invitations.findMany(made.map(([, invitationId]) => invitationId));
    // One that is still being set up may be undone.
    const done = makers.filter((maker) => maker.accountId === accountId && maker.status === 'active');
    const doneIds = new Set(done.map(({ _id }) => _id));
    const ours = new Set(made.filter(([, maker]) => doneIds.has(maker)).map(([id]) => id));
    return own.filter(({ partnerAccountId: id }) => ours.has(id) && !shared.has(id));
  }
}
