import { markedName } from '../../templates/marks';
import type { Invitation } from '../kit/api-call';
import { t } from '../kit/reader';

const named = ({ id, name }: { readonly id: string; readonly name: string | null }) =>
  name === null ? id : `${markedName(name)} (${id})`;

const nameOr = (name: string | null | undefined, otherwise: string): string =>
  name == null ? otherwise : markedName(name);

/** Who accepted, and for which account; names alone prove nothing, so the account's ID stands with it. */
export function acceptedText({
  acceptedBy,
  addTo,
  origin,
}: Pick<Invitation, 'acceptedBy' | 'addTo' | 'origin'>): string | null {
  if (acceptedBy === null) return null;
  const { user, account } = acceptedBy;
  const own =
    addTo === null
      ? t('an account of their own')
      : t('the account of {{partner}}', { partner: named(addTo) });
  const byLink = t(origin === 'application' ? 'Applied without an invitation' : 'By the link in the e-mail');
  const who = user === null ? byLink : markedName(user.name ?? user.id);
  return t('{{who}}, for {{account}}', { who, account: account === null ? own : named(account) });
}

/** What the visitor commits to by accepting. */
export function acceptIntro({ acceptsFor, addTo, partnerName }: Invitation): string {
  const inviting = nameOr(acceptsFor?.partnerOf.name, t('the inviting account'));
  if (addTo !== null) {
    const partner = nameOr(addTo.name, t('the partner'));
    return t(
      'You become a user of {{partner}}, which is a partner of {{inviting}}. Its administrators are told.',
      { partner, inviting },
    );
  }
  const account = acceptsFor?.account ?? null;
  if (account === null) {
    return t('A new account of your own is made for {{name}} and becomes a partner of {{inviting}}.', {
      name: nameOr(partnerName, t('you')),
      inviting,
    });
  }
  return t(
    'You accept for your account: {{account}} becomes a partner of {{inviting}}. Its administrators are told, and what is shared appears in its workspace.',
    { account: markedName(account.name ?? account.id), inviting },
  );
}
