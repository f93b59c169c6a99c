import { DAY_MS } from '../../domain/invitations/cohorts';
import { invalid, z } from '../http';

const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** `from` and `to` of a query; so many days where `from` is left out. */
export const periodMembers = (usualDays: number) => ({
  from: moment
    .optional()
    .openapi({ description: `Day or instant; ${usualDays} days before \`to\` where left out.` }),
  to: moment
    .optional()
    .openapi({ description: 'A day, which is included, or an instant, which is not; now where left out.' }),
});

/**
 * When the period that is asked for begins and ends.
 *
 * @throws {@link Problem} 422 for one that ends before it begins
 */
export function periodOf(
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
  usualDays: number,
): { readonly from: Date; readonly to: Date } {
  const to = asked.to === undefined ? new Date() : endOf(asked.to);
  const from = asked.from === undefined ? new Date(to.getTime() - usualDays * DAY_MS) : new Date(asked.from);
  if (from > to) throw invalid([{ pointer: '/from', detail: 'Must not be after `to`.' }]);
  return { from, to };
}

function endOf(text: string): Date {
  const at = new Date(text);
  return text.includes('T') ? at : new Date(at.getTime() + DAY_MS);
}
