import type { Model } from 'mongoose';
import { defined } from '../../domain/defined';
import { isTerminal, type InvitationSnapshot, type TimelineType } from '../../workflows/contract';
import type { ApplicationStore } from './applications';
import { lt, lte, updateOne } from '../mongo/collection';
import { mergeApplication } from './invitation-content';
import type { InvitationAuditor } from './invitation-audit';
import { closedKeyOf } from './invitation-document';
import type { InvitationEventStore } from './invitation-events';
import { lifecycleOf } from './invitation-lifecycle';
import type { InvitationDoc } from './invitation-model';

/** What has to be known of what is stored, and no more: an invitation is written often. */
const KNOWN = [
  'accountId',
  'timelineN',
  'seq',
  'mergedApplication',
] as const satisfies (keyof InvitationDoc)[];
type Known = Pick<InvitationDoc, (typeof KNOWN)[number]>;

/**
 * Copies a snapshot into the read model. Any number of calls in any order end in the newest snapshot and in
 * every timeline entry once; the timeline and the application come first, so that whoever reads a status
 * finds what belongs to it. Returns what is stored then, unless that was as new before.
 */
export async function recordSnapshot(
  model: Model<InvitationDoc>,
  others: {
    readonly events: InvitationEventStore;
    readonly applications: ApplicationStore;
    readonly auditor: InvitationAuditor;
  },
  snapshot: InvitationSnapshot,
  { repair = false, read }: { readonly repair?: boolean; readonly read?: InvitationDoc } = {},
): Promise<InvitationDoc | undefined> {
  const id = snapshot.invitationId;
  const known = read ?? (await model.findOne({ _id: id }).select(KNOWN).lean<Known>());
  if (known === null) return undefined;
  const from = repair ? 0 : known.timelineN;
  const entries = snapshot.timeline.filter((entry) => entry.n > from);
  await others.events.addRecorded(id, entries);
  // Before the number of entries is raised, so that none is passed over by a crash in between.
  await others.auditor.recorded(
    { accountId: known.accountId, invitationId: id },
    entries.filter((entry) => !(entry.n <= known.timelineN)),
  );
  if (snapshot.seq < known.seq || (snapshot.seq === known.seq && !repair)) return undefined;
  if (snapshot.applicationRef !== undefined && known.mergedApplication !== snapshot.applicationRef) {
    const application = await others.applications.find(id, snapshot.applicationRef);
    if (application !== undefined) await mergeApplication(model, application, read);
  }
  // Until here a retry after a compensation may still need it.
  if (isTerminal(snapshot.status)) await others.applications.dropPasswords([id]);
  const older = repair ? lte(snapshot.seq) : lt(snapshot.seq);
  return updateOne(
    model,
    repair ? { _id: id, $or: [{ seq: older }, { seq: null }] } : { _id: id, seq: older },
    {
      $set: {
        ...lifecycleOf(snapshot),
        timelineN: completeUpTo(from, snapshot),
        ...(isTerminal(snapshot.status) ? { liveKey: closedKeyOf(id) } : {}),
      },
      ...firstsIn(snapshot),
    },
  );
}

/** When it was sent and accepted for the first time, as far as these entries tell; what is known already is older. */
function firstsIn({ timeline }: InvitationSnapshot) {
  const first = (type: TimelineType) => {
    const entry = timeline.find((one) => one.type === type);
    return entry && new Date(entry.at);
  };
  const firsts = defined({ firstSentAt: first('sent'), firstAcceptedAt: first('accepted') });
  return Object.keys(firsts).length === 0 ? {} : { $min: firsts };
}

/** The last entry before the first gap, so that nothing missing is ever taken for written. */
function completeUpTo(from: number, snapshot: InvitationSnapshot): number {
  const present = new Set(snapshot.timeline.map((entry) => entry.n));
  let last = from;
  while (present.has(last + 1)) last += 1;
  return last;
}
