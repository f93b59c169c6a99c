import { partnershipPayloadOf, payloadOf, type WebhookPayload } from '../../domain/webhooks/payload';
import type {
  InvitationDoc,
  InvitationEventDoc,
  PartnershipDoc,
  PartnershipEventDoc,
  Stores,
} from '../../models';
import { partnershipStatusAfter, webhookEventType, type WebhookEventType } from '../../workflows/contract';

/** The read model of an entry this old will not come any more, so the entry goes without it. */
const READ_MODEL_WITHIN_MS = 5 * 60_000;

/** What an account's endpoints may want to hear. */
export interface Message {
  readonly accountId: string;
  readonly type: WebhookEventType;
  readonly at: Date;
  readonly payload: () => WebhookPayload;
}

/** One entry; without a message there is nobody to tell, or nothing. */
export interface News {
  readonly _id: string;
  readonly message?: Message | undefined;
}

/** Where entries that webhooks tell of are kept. */
export interface NewsSource {
  /** Entries after the one with this ID, in order of ID: those that can be told now, and the last one seen. */
  read(afterId: string, limit: number): Promise<{ ready: News[]; last: string | undefined }>;
  markDispatched(ids: readonly string[]): Promise<void>;
  passOver(before: Date): Promise<void>;
}

/** Stores that {@link newsSources} read. */
export type NewsStores = Pick<
  Stores,
  'events' | 'invitations' | 'partnershipEvents' | 'partnerships' | 'shares'
>;

/** Timelines of invitations, and what becomes of partnerships. */
export function newsSources(stores: NewsStores): readonly NewsSource[] {
  return [
    sourceOf(stores.events, (batch) => ofInvitations(stores, batch)),
    sourceOf(stores.partnershipEvents, (batch) => ofPartnerships(stores, batch)),
  ];
}

interface EventStore<T> extends Pick<NewsSource, 'markDispatched' | 'passOver'> {
  undispatched(afterId: string, limit: number): Promise<T[]>;
}

function sourceOf<T extends { readonly _id: string }>(
  store: EventStore<T>,
  newsOf: (batch: readonly T[]) => Promise<News[]>,
): NewsSource {
  return {
    async read(afterId, limit) {
      const batch = await store.undispatched(afterId, limit);
      const ready = batch.length === 0 ? [] : await newsOf(batch);
      return { ready, last: batch.length < limit ? undefined : batch.at(-1)?._id };
    },
    markDispatched: (ids) => store.markDispatched(ids),
    passOver: (before) => store.passOver(before),
  };
}

async function ofInvitations(
  { invitations }: NewsStores,
  batch: readonly InvitationEventDoc[],
): Promise<News[]> {
  const ids = [...new Set(batch.map(({ invitationId }) => invitationId))];
  const found = new Map((await invitations.findMany(ids)).map((doc) => [doc._id, doc]));
  return batch
    .map((event) => ({ event, invitation: found.get(event.invitationId) }))
    .filter(({ event, invitation }) => isReadable(event, invitation))
    .map(({ event, invitation }) => ({
      _id: event._id,
      message: invitation && invitationMessage(event, invitation),
    }));
}

/** The message shall not be older than what it tells of: the read model is written after its timeline. */
function isReadable(event: InvitationEventDoc, invitation: InvitationDoc | undefined): boolean {
  if (invitation === undefined || event.n <= invitation.timelineN) return true;
  return Date.now() - event.at.getTime() > READ_MODEL_WITHIN_MS;
}

function invitationMessage(event: InvitationEventDoc, invitation: InvitationDoc): Message | undefined {
  const type = webhookEventType(event.type);
  if (type === undefined) return undefined;
  const { accountId } = invitation;
  return { accountId, type, at: event.at, payload: () => payloadOf(type, event, invitation) };
}

async function ofPartnerships(
  { partnerships, shares }: NewsStores,
  batch: readonly PartnershipEventDoc[],
): Promise<News[]> {
  const ids = [...new Set(batch.map(({ partnershipId }) => partnershipId))];
  const found = new Map((await partnerships.ofIds(ids)).map((doc) => [doc._id, doc]));
  return Promise.all(
    batch.map(async (event) => {
      const partnership = found.get(event.partnershipId);
      const sure = partnership && (await whatIsSo(event, partnership, shares));
      return { _id: event._id, message: sure && partnershipMessage(sure, partnership) };
    }),
  );
}

/** Of an event whose maker died half way: what of it took place; `undefined` if nothing did. */
async function whatIsSo(
  event: PartnershipEventDoc,
  partnership: PartnershipDoc,
  shares: NewsStores['shares'],
): Promise<PartnershipEventDoc | undefined> {
  if (event.dispatch !== 'noted') return event;
  const statusAfter = partnershipStatusAfter(event.type);
  if (statusAfter !== undefined) return statusAfter === partnership.status ? event : undefined;
  const shared = new Set((await shares.ofPartnership(partnership._id)).map(({ folderId }) => folderId));
  const added = event.added.filter((id) => shared.has(id));
  const withdrawn = event.withdrawn.filter((id) => !shared.has(id));
  return added.length + withdrawn.length === 0 ? undefined : { ...event, added, withdrawn };
}

function partnershipMessage(event: PartnershipEventDoc, partnership: PartnershipDoc): Message {
  const type = `partnership.${event.type}` as const;
  const { accountId } = partnership;
  const status = partnershipStatusAfter(event.type) ?? partnership.status;
  const payload = () => partnershipPayloadOf({ ...event, type, status, partnership });
  return { accountId, type, at: event.at, payload };
}
