import { markedName } from '../../templates/marks';
import type { z } from 'zod';
import type { Problem } from '../../api/http/problem';
import type { acceptedMembership, membershipOffer } from '../../api/memberships/schema';
import { callApi, read, type ListOf } from '../kit/api-call';
import { attempt, withProblem } from '../kit/form-page';
import { date } from '../kit/format';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { newFormKey, textOf, type PageContext } from '../kit/page-context';

type Offer = z.output<typeof membershipOffer>;
type Accepted = z.output<typeof acceptedMembership>;

/** Accounts of the visitor, and memberships that are offered to them. */
export function membershipsPages(pages: Pages): void {
  pages.get('/memberships', (context) => showMemberships(context));
  pages.post('/memberships/switch', (context) => orShow(context, () => switchTo(context)));
  pages.post('/memberships/:id/accept', (context) => orShow(context, () => accept(context)));
  pages.post('/memberships/:id/decline', (context) => orShow(context, () => decline(context)));
}

const orShow = (context: PageContext, work: () => Promise<void>): Promise<void> =>
  attempt(work, (problem) => showMemberships(context, problem));

async function showMemberships(context: PageContext, problem?: Problem): Promise<void> {
  const { items } = await read<ListOf<Offer>>(context, 'get /v1/me/membership-offers');
  const { account, accounts, user } = context.me;
  const data = {
    title: 'Memberships',
    email: user.email,
    offers: items.map((offer) => ({
      id: offer.id,
      account: offer.account.name,
      role: offer.role.name,
      by: offer.offeredBy ?? undefined,
      until: offer.expiresAt,
      untilText: date(offer.expiresAt),
      key: newFormKey(),
    })),
    mine: accounts.map(({ id, name }) => ({ id, name, current: id === account.id })),
    ...withProblem([], {}, problem),
  };
  sendScreen(context, 'memberships', data, problem?.status ?? 200);
}

const idOf = ({ request }: PageContext): string => String(request.params['id']);

async function accept(context: PageContext): Promise<void> {
  const { key } = context;
  const input = { params: { id: idOf(context) }, key };
  const { account } = await read<Accepted>(context, 'post /v1/me/membership-offers/{id}/accept', input);
  goTo(context, '/memberships', {
    kind: 'good',
    text: `You are a member of ${markedName(account.name)} now.`,
  });
}

async function decline(context: PageContext): Promise<void> {
  const { key } = context;
  await callApi(context, 'post /v1/me/membership-offers/{id}/decline', {
    params: { id: idOf(context) },
    key,
  });
  goTo(context, '/memberships', { kind: 'info', text: 'The offer was refused.' });
}

/** Goes on in another account; the next sign-in lands there. */
async function switchTo(context: PageContext): Promise<void> {
  const accountId = textOf(context.form, 'accountId');
  const { headers = {} } = await callApi(context, 'post /v1/session/account', { body: { accountId } });
  context.response.set(headers);
  const name = context.me.accounts.find(({ id }) => id === accountId)?.name ?? '';
  goTo(context, '/', { kind: 'info', text: `You work for ${markedName(name)} now.` });
}
