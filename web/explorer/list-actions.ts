import * as api from '../../api';
import type { InvitationAction } from '../../domain/invitations/allowed-actions';
import type { Invitation } from '../kit/api-call';
import type { Column } from '../kit/tables';
import type { PageContext } from '../kit/page-context';
import { boxOf } from './bulk-decisions';
import { nameOf } from './list-columns';
import { asked, isOfPartners, TABS, type TabKey, wantedOf } from './tabs';

/** What can be done with several rows of a tab at once, and the endpoint that it takes. */
const SEND = [
  { value: 'resend', label: 'Resend', endpoint: api.postInvitationsByIdResend },
  { value: 'revoke', label: 'Revoke', endpoint: api.postInvitationsByIdRevoke },
] as const;
const DECIDE = [
  { value: 'approve', label: 'Approve', endpoint: api.postInvitationDecisions },
  { value: 'reject', label: 'Reject', endpoint: api.postInvitationDecisions },
] as const;
const BULK: Partial<Record<TabKey, readonly (typeof SEND | typeof DECIDE)[number][]>> = {
  invited: SEND,
  pending: DECIDE,
  sent: SEND,
};

/** What the visitor may do with several rows of the tab. */
export function bulkOf(context: PageContext, key: TabKey) {
  return (BULK[key] ?? []).filter(({ endpoint }) => context.may(endpoint));
}

/** The decisions that a row waits for; each asks before it is taken. */
const DECIDE_NOW: Column<Invitation> = {
  label: '',
  cell: (one) => ({
    buttons: DECIDE.filter(({ value }) => one.allowedActions.includes(value)).map(({ value, label }) => ({
      ...{ label, about: nameOf(one), action: '/partner-explorer/bulk', name: 'row' },
      value: `${value}~${boxOf(one)}`,
    })),
  }),
};

/** The last column of those who may decide. */
export const decideNow = (key: TabKey, actions: readonly unknown[]) =>
  key === 'pending' && actions.length > 0 ? [DECIDE_NOW] : [];

/** The box of a row; that of a pending partner says what of them was shown. */
export function pickOf(one: Invitation, actions: readonly InvitationAction[]) {
  const id = actions.includes('approve') ? boxOf(one) : one.id;
  const pickable = actions.some((action) => one.allowedActions.includes(action));
  return { id, name: nameOf(one), pickable };
}

/** At most so many are done at once. */
export const MOST_AT_ONCE = 100;

/** The boxes of every row of a list, not of its page alone, as far as the action fits them; `here` is its address. */
export async function everyOf(context: PageContext, here: string): Promise<string[]> {
  const { searchParams } = new URL(here, 'http://usher.invalid');
  const tab = TABS.find(({ key }) => key === searchParams.get('tab'));
  if (tab === undefined || isOfPartners(tab.key)) return [];
  const wanted = wantedOf(tab, (name) => searchParams.get(name) ?? undefined);
  const query = { ...asked(tab, wanted), cursor: undefined, limit: String(MOST_AT_ONCE) };
  const actions = bulkOf(context, tab.key).map(({ value }) => value);
  const { items } = await context.call(api.getInvitations, { query });
  return items.map((one) => pickOf(one, actions)).flatMap(({ id, pickable }) => (pickable ? [id] : []));
}
