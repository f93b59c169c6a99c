import * as api from '../../api';
import { markedName } from '../../templates/marks';
import type { Problem } from '../../api/http/problem';
import { newFormKey } from '../kit/form-body';
import { date, roleName } from '../kit/format';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';

/** Accounts of the visitor, and memberships that are offered to them. */
export function membershipsPages(pages: Pages): void {
  pages.get('/memberships', (context) => showMemberships(context));
  pages.post('/memberships/switch', switchTo, showMemberships);
  pages.post('/memberships/:id/accept', accept, showMemberships);
  pages.post('/memberships/:id/decline', decline, showMemberships);
}

async function showMemberships(context: PageContext, problem?: Problem): Promise<void> {
  const { items } = await context.call(api.getMeMembershipOffers);
  const { account, accounts, user } = context.me;
  const data = {
    title: 'Memberships',
    email: user.email,
    offers: items.map((offer) => ({
      id: offer.id,
      account: offer.account.name,
      role: roleName(offer.role.key, offer.role.name),
      by: offer.offeredBy ?? undefined,
      untilText: date(offer.expiresAt),
      key: newFormKey(),
    })),
    mine: accounts.map(({ id, name }) => ({ id, name, current: id === account.id })),
    ...formData([], {}, problem),
  };
  context.show('memberships', data, problem?.status);
}

async function accept(context: PageContext): Promise<void> {
  const { account } = await context.submit(api.postMeMembershipOffersByIdAccept);
  context.done(
    '/memberships',
    t('You are a member of {{account}} now.', { account: markedName(account.name) }),
  );
}

async function decline(context: PageContext): Promise<void> {
  await context.submit(api.postMeMembershipOffersByIdDecline);
  context.goTo('/memberships', { kind: 'info', text: 'The offer was refused.' });
}

/** Goes on in another account; the next sign-in lands there. */
async function switchTo(context: PageContext): Promise<void> {
  const accountId = context.text('accountId');
  const { headers = {} } = await context.answerOf(api.postSessionAccount, { body: { accountId } });
  context.response.set(headers);
  const name = context.me.accounts.find(({ id }) => id === accountId)?.name ?? '';
  context.goTo('/', {
    kind: 'info',
    text: t('You work for {{account}} now.', { account: markedName(name) }),
  });
}
