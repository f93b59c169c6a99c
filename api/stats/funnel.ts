import { STATS_GROUPS } from '../../domain/invitations/statistics';
import { csvFile, defineEndpoint, ok, z } from '../http';
import { periodMembers, periodOf } from './period';
import { invitationStats, statsCsv } from './view';
import { stats } from './schema';

const USUAL_DAYS = 30;

const query = z.strictObject({
  ...periodMembers(USUAL_DAYS),
  groupBy: z.enum(STATS_GROUPS).default('day'),
  format: z.enum(['json', 'csv']).optional(),
});

/** How far the invitations of a period came: sent, delivered, viewed, accepted, active. */
export const getStats = defineEndpoint({
  route: 'get /v1/stats',
  summary: 'Read statistics of invitations',
  access: { scope: 'stats:read' },
  query,
  responses: { 200: { description: 'The figures.', schema: stats, alsoAs: ['text/csv'] } },
  async handler({ deps, caller, prefersCsv, query: { groupBy, format, ...asked } }) {
    const view = await invitationStats(deps, caller.accountId, { ...periodOf(asked, USUAL_DAYS), groupBy });
    if (format !== 'csv' && (format !== undefined || prefersCsv?.() !== true)) return ok(view);
    return csvFile('stats.csv', await statsCsv(view));
  },
});
