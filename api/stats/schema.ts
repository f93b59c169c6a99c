import { scalars, z } from '../http';

export const STATS_GROUPS = ['inviter', 'program', 'day', 'week', 'month'] as const;
export type StatsGroupBy = (typeof STATS_GROUPS)[number];

/** What is counted, in the order of the funnel. */
export const STATS_COUNTS = [
  'sent',
  'delivered',
  'viewed',
  'accepted',
  'active',
  'declined',
  'expired',
  'bounced',
] as const;

const count = z.int().min(0);
const figures = {
  sent: count,
  delivered: count,
  viewed: count,
  accepted: count,
  active: count,
  declined: count,
  expired: count,
  bounced: count,
  medianHoursToAccept: z.number().min(0).nullable(),
};

/** Statistics over the invitations that were created in a period. */
export const stats = z
  .object({
    from: scalars.instant,
    to: scalars.instant,
    groupBy: z.enum(STATS_GROUPS),
    groups: z.array(
      z.object({
        key: z.string().openapi({ description: 'User ID, program, 2030-12-31, 2031-W01 or 2030-12.' }),
        label: z.string().openapi({ description: 'For people: the name of the inviter.' }),
        ...figures,
      }),
    ),
    total: z.object(figures),
  })
  .openapi('Stats');

export type StatsView = z.output<typeof stats>;
