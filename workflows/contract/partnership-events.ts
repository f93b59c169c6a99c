/** What can become of a partnership after it was made. */
export type PartnershipEvent = 'deactivated' | 'reactivated' | 'shares_changed';

interface Kind {
  readonly when: string;
  /** The status that the event leads to; without it the status stays. */
  readonly statusAfter?: 'active' | 'inactive';
}

/** Every event of a partnership: types, OpenAPI and docs/webhooks.md are made from this table. */
const KINDS: Readonly<Record<PartnershipEvent, Kind>> = {
  deactivated: {
    when: 'somebody switched the partner off, or an invitation that had woken it was undone',
    statusAfter: 'inactive',
  },
  reactivated: {
    when: 'somebody switched the partner on again, or a new invitation woke it',
    statusAfter: 'active',
  },
  shares_changed: {
    when: 'folders were shared or withdrawn; `detail.added` and `detail.withdrawn` have their IDs',
  },
};

/** Name of an event as receivers know it, such as `partnership.deactivated`. */
export type PartnershipWebhookType = `partnership.${PartnershipEvent}`;

/** The status that an event leads to; `undefined` where it stays. */
export function partnershipStatusAfter(event: PartnershipEvent): 'active' | 'inactive' | undefined {
  return KINDS[event].statusAfter;
}

/** Every event of partnerships and when it is sent. */
export const PARTNERSHIP_WEBHOOKS = (Object.keys(KINDS) as PartnershipEvent[]).map((event) => ({
  type: `partnership.${event}` satisfies PartnershipWebhookType,
  when: KINDS[event].when,
  statusAfter: partnershipStatusAfter(event),
}));
