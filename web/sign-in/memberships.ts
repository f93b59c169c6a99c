import { markedName } from '../../templates/marks';
import type { z } from 'zod';
import type { Problem } from '../../api/http/problem';
import type { acceptedMembership, membershipOffer } from '../../api/memberships/schema';
import { callApi, read, type ListOf } from '../kit/api-call';
import { attempt, withProblem } from '../kit/form-page';
import { date } from '../kit/format';
import type { Pages } from '../kit/router';
import { goTo, sendScreen } from '../kit/respond';
import { newFormKey, textOf, type Visit } from '../kit/page-context';

type Offer = z.output<typeof membershipOffer>;
type Accepted = z.output<typeof acceptedMembership>;

/** Accounts of the visitor, and memberships that are offered to them. */
export function membershipsPages(pages: Pages): void {
  pages.get('/memberships', (visit) => showMemberships(visit));
  pages.post('/memberships/switch', (visit) => orShow(visit, () => switchTo(visit)));
  pages.post('/memberships/:id/accept', (visit) => orShow(visit, () => accept(visit)));
  pages.post('/memberships/:id/decline', (visit) => orShow(visit, () => decline(visit)));
}

const orShow = (visit: Visit, work: () => Promise<void>): Promise<void> =>
  attempt(work, (problem) => showMemberships(visit, problem));

async function showMemberships(visit: Visit, problem?: Problem): Promise<void> {
  const { items } = await read<ListOf<Offer>>(visit, 'get /v1/me/membership-offers');
  const { account, accounts, user } = visit.me;
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
  sendScreen(visit, 'memberships', data, problem?.status ?? 200);
}

const idOf = ({ request }: Visit): string => String(request.params['id']);

async function accept(visit: Visit): Promise<void> {
  const { key } = visit;
  const input = { params: { id: idOf(visit) }, key };
  const { account } = await read<Accepted>(visit, 'post /v1/me/membership-offers/{id}/accept', input);
  goTo(visit, '/memberships', { kind: 'good', text: `You are a member of ${markedName(account.name)} now.` });
}

async function decline(visit: Visit): Promise<void> {
  const { key } = visit;
  await callApi(visit, 'post /v1/me/membership-offers/{id}/decline', { params: { id: idOf(visit) }, key });
  goTo(visit, '/memberships', { kind: 'info', text: 'The offer was refused.' });
}

/** Goes on in another account; the next sign-in lands there. */
async function switchTo(visit: Visit): Promise<void> {
  const accountId = textOf(visit.form, 'accountId');
  const { headers = {} } = await callApi(visit, 'post /v1/session/account', { body: { accountId } });
  visit.response.set(headers);
  const name = visit.me.accounts.find(({ id }) => id === accountId)?.name ?? '';
  goTo(visit, '/', { kind: 'info', text: `You work for ${markedName(name)} now.` });
}
