import { STATS_COUNTS, STATS_GROUPS, type StatsCount } from '../../domain/invitations/statistics';
import { scalars, z } from '../http';

const count = z.int().min(0);
const figures = {
  ...(Object.fromEntries(STATS_COUNTS.map((name) => [name, count])) as Record<StatsCount, typeof count>),
  medianHoursToAccept: z.number().min(0).nullable(),
  reached: z
    .object({ sent: count, delivered: count.nullable(), viewed: count, accepted: count, active: count })
    .openapi({
      description:
        'How many invitations came at least so far, which never grows along the way; `delivered` is null where no delivery was reported.',
    }),
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
