import {
  allOf,
  cohortOf,
  COHORT_DAYS,
  COHORT_PERIODS,
  periodIndex,
  periodStart,
} from '../../domain/invitations/cohorts';
import { defineEndpoint, ok, scalars, z } from '../http';
import { periodMembers, periodOf } from './period';

/** Twelve weeks, where nobody asks for another time. */
const USUAL_DAYS = 84;

const count = z.int().min(0);
const reach = z.object({
  within: z
    .array(
      z.object({
        days: z.int(),
        count,
        complete: z.boolean().openapi({
          description: 'Whether all of them have had that many days; until then the figure may still grow.',
        }),
      }),
    )
    .openapi({ description: `Within ${COHORT_DAYS.join(', ')} days after the first sending.` }),
  inAll: count,
});
const cohort = z.object({
  key: z.string().openapi({ description: '2031-W01 or 2030-12.' }),
  from: scalars.instant,
  to: scalars.instant,
  sent: count,
  accepted: reach,
  active: reach,
});

/** Invitations by when they were sent. */
const cohorts = z
  .object({
    from: scalars.instant,
    to: scalars.instant,
    by: z.enum(COHORT_PERIODS),
    cohorts: z.array(cohort),
    total: cohort.pick({ sent: true, accepted: true, active: true }),
  })
  .openapi('Cohorts');

/** How soon the invitations of a week or month were accepted, and became active partners. */
export const getStatsCohorts = defineEndpoint({
  route: 'get /v1/stats/cohorts',
  summary: 'Read cohorts of invitations',
  access: { scope: 'stats:read' },
  query: z.strictObject({
    ...periodMembers(USUAL_DAYS),
    by: z.enum(COHORT_PERIODS).default('week').openapi({
      description: 'Weeks (from Monday, UTC) or months; that of `from` is counted from its beginning.',
    }),
  }),
  responses: {
    200: { description: 'The cohorts, oldest first; a time without one is left out.', schema: cohorts },
  },
  async handler({ deps, caller, query: { by, ...asked } }) {
    const { from: wanted, to } = periodOf(asked, USUAL_DAYS);
    const from = periodStart(by, periodIndex(by, wanted));
    const counts = await deps.stores.cohorts.count(caller.accountId, { from, to, by });
    const now = new Date();
    return ok({
      ...{ from: from.toISOString(), to: to.toISOString(), by },
      cohorts: counts.map((one) => cohortOf(one, by, to, now)),
      total: allOf(counts, by, to, now),
    });
  },
});
