/** What has to be known of an account's invitations and partners. */
interface InviteeStores {
  readonly invitations: {
    findLive(accountId: string, emailKey: string): Promise<{ readonly _id: string } | undefined>;
    findLiveMany(
      accountId: string,
      emailKeys: readonly string[],
    ): Promise<readonly { readonly _id: string; readonly emailKey: string }[]>;
    partnershipsOfAddresses(
      accountId: string,
      emailKeys: readonly string[],
    ): Promise<readonly { readonly emailKey: string; readonly partnershipId: string }[]>;
  };
  readonly partnerships: {
    activeAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  };
}

/** Why an address is not invited again: it waits for an answer already, or its invitation made a partner. */
export type AlreadyKnown =
  { readonly kind: 'open'; readonly invitationId: string } | { readonly kind: 'partner' };

/** What inviting has to know about an address, whoever invites: a request or an import. */
export class InviteePolicy {
  constructor(private readonly stores: InviteeStores) {}

  /** Looks only inside the own account, so that nobody learns who else is known here. */
  async alreadyKnown(accountId: string, emailKey: string): Promise<AlreadyKnown | undefined> {
    const live = await this.stores.invitations.findLive(accountId, emailKey);
    if (live !== undefined) return { kind: 'open', invitationId: live._id };
    return (await this.isActivePartner(accountId, emailKey)) ? { kind: 'partner' } : undefined;
  }

  /** {@link alreadyKnown} for many addresses at once; those that may be invited are left out. */
  async knownAmong(accountId: string, emailKeys: readonly string[]): Promise<Map<string, AlreadyKnown>> {
    const live = await this.stores.invitations.findLiveMany(accountId, emailKeys);
    const known = new Map<string, AlreadyKnown>(
      live.map(({ emailKey, _id }) => [emailKey, { kind: 'open', invitationId: _id }]),
    );
    const others = emailKeys.filter((emailKey) => !known.has(emailKey));
    for (const emailKey of await this.partnersAmong(accountId, others)) {
      known.set(emailKey, { kind: 'partner' });
    }
    return known;
  }

  /** Whether an invitation of this account to the address led to a partnership that is active. */
  async isActivePartner(accountId: string, emailKey: string): Promise<boolean> {
    return (await this.partnersAmong(accountId, [emailKey])).length > 0;
  }

  /** Who else works for a partner is the partner's own business and is never asked. */
  private async partnersAmong(accountId: string, emailKeys: readonly string[]): Promise<string[]> {
    const led = await this.stores.invitations.partnershipsOfAddresses(accountId, emailKeys);
    const active = await this.stores.partnerships.activeAmong(led.map(({ partnershipId }) => partnershipId));
    return led.filter(({ partnershipId }) => active.has(partnershipId)).map(({ emailKey }) => emailKey);
  }
}
