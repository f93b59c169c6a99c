import { markedName } from '../../templates/marks';
import type { Invitation } from '../kit/api-call';

const named = ({ id, name }: { readonly id: string; readonly name: string | null }) =>
  name === null ? id : `${markedName(name)} (${id})`;

/** Who accepted, and for which account; names alone prove nothing, so the account's ID stands with it. */
export function acceptedText({
  acceptedBy,
  addTo,
  origin,
}: Pick<Invitation, 'acceptedBy' | 'addTo' | 'origin'>): string | null {
  if (acceptedBy === null) return null;
  const { user, account } = acceptedBy;
  const own = addTo === null ? 'an account of their own' : `the account of ${named(addTo)}`;
  const byLink = origin === 'application' ? 'Applied without an invitation' : 'By the link in the e-mail';
  const who = user === null ? byLink : markedName(user.name ?? user.id);
  return `${who}, for ${account === null ? own : named(account)}`;
}

/** What the visitor commits to by accepting. */
export function acceptIntro({ acceptsFor, addTo, partnerName }: Invitation): string {
  const inviting = markedName(acceptsFor?.partnerOf.name ?? 'the inviting account');
  if (addTo !== null) {
    const partner = markedName(addTo.name ?? 'the partner');
    return `You become a user of ${partner}, which is a partner of ${inviting}. Its administrators are told.`;
  }
  const account = acceptsFor?.account ?? null;
  if (account === null) {
    return `A new account of your own is made for ${markedName(partnerName ?? 'you')} and becomes a partner of ${inviting}.`;
  }
  return (
    `You accept for your account: ${markedName(account.name ?? account.id)} becomes a partner of ${inviting}. ` +
    'Its administrators are told, and what is shared appears in its workspace.'
  );
}
