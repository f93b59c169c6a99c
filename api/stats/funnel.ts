import { STATS_GROUPS } from '../../domain/invitations/statistics';
import { csvFile, defineEndpoint, invalid, ok, z } from '../http';
import { invitationStats, statsCsv } from './view';
import { stats } from './schema';

const DAY_MS = 24 * 3600 * 1000;
const USUAL_DAYS = 30;

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const query = z.strictObject({
  from: moment.optional().openapi({ description: 'Day or instant; 30 days before `to` where left out.' }),
  to: moment
    .optional()
    .openapi({ description: 'A day, which is included, or an instant, which is not; now where left out.' }),
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
    const to = asked.to === undefined ? new Date() : endOf(asked.to);
    const from =
      asked.from === undefined ? new Date(to.getTime() - USUAL_DAYS * DAY_MS) : new Date(asked.from);
    if (from > to) throw invalid([{ pointer: '/from', detail: 'Must not be after `to`.' }]);
    const view = await invitationStats(deps, caller.accountId, { from, to, groupBy });
    if (format !== 'csv' && (format !== undefined || prefersCsv?.() !== true)) return ok(view);
    return csvFile('stats.csv', await statsCsv(view));
  },
});

function endOf(text: string): Date {
  const at = new Date(text);
  return text.includes('T') ? at : new Date(at.getTime() + DAY_MS);
}
