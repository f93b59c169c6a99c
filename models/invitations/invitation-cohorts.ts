import type { Connection, Model, PipelineStage } from 'mongoose';
import {
  COHORT_DAYS,
  type CohortCount,
  type CohortPeriod,
  DAY_MS,
  FIRST_MONDAY,
  WEEK_MS,
} from '../../domain/invitations/cohorts';
import { invitationModel, type InvitationDoc } from './invitation-model';

/** Later than anything that happens: what never happened did not happen within any number of days. */
const NEVER = new Date(Date.UTC(9999, 0, 1));
const EVER_DAYS = 1_000_000;

type Group = { readonly _id: number; readonly sent: number } & Readonly<Record<string, number>>;

/** The number of the week or month in which an invitation was first sent. */
const INDEX_OF: Readonly<Record<CohortPeriod, object>> = {
  week: { $floor: { $divide: [{ $subtract: ['$firstSentAt', FIRST_MONDAY] }, WEEK_MS] } },
  month: {
    $add: [{ $multiply: [{ $year: '$firstSentAt' }, 12] }, { $subtract: [{ $month: '$firstSentAt' }, 1] }],
  },
};

const SPANS = [...COHORT_DAYS, EVER_DAYS];

/** One counter for each span of days after the first sending. */
const counters = (name: string, field: string) =>
  Object.fromEntries(
    SPANS.map((days) => {
      const after = { $subtract: [{ $ifNull: [`$${field}`, NEVER] }, '$firstSentAt'] };
      return [`${name}${days}`, { $sum: { $cond: [{ $lte: [after, days * DAY_MS] }, 1, 0] } }];
    }),
  );

/** Counts invitations by when they were first sent: one pass over one index, however many periods there are. */
export class InvitationCohortReader {
  private readonly invitations: Model<InvitationDoc>;
  constructor(connection: Connection) {
    this.invitations = invitationModel(connection);
  }

  /** The account's invitations that were first sent from `from` up to, but not including, `to`; oldest first. */
  async count(
    accountId: string,
    { from, to, by }: { readonly from: Date; readonly to: Date; readonly by: CohortPeriod },
  ): Promise<CohortCount[]> {
    const pipeline = [
      { $match: { accountId, firstSentAt: { $gte: from, $lt: to } } },
      {
        $group: {
          _id: INDEX_OF[by],
          sent: { $sum: 1 },
          ...counters('accepted', 'firstAcceptedAt'),
          ...counters('active', 'activatedAt'),
        },
      },
    ] as PipelineStage[];
    const groups = await this.invitations.aggregate<Group>(pipeline);
    return groups
      .map((group) => ({
        index: group._id,
        sent: group.sent,
        accepted: reachOf(group, 'accepted'),
        active: reachOf(group, 'active'),
      }))
      .sort((a, b) => a.index - b.index);
  }
}

const reachOf = (group: Group, name: string) => ({
  within: COHORT_DAYS.map((days) => group[`${name}${days}`] ?? 0),
  everCount: group[`${name}${EVER_DAYS}`] ?? 0,
});
