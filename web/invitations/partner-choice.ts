import * as api from '../../api';
import { parseEmailAddress } from '../../domain/email-address';
import { markedName } from '../../templates/marks';
import { NEW_PARTNER } from '../../workflows/contract';
import type { Invitation, ItemOf } from '../kit/api-call';
import { type FormBody, textOf } from '../kit/form-body';
import type { Choice, Field } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';

type Candidate = ItemOf<typeof api.getPartnerCandidates>;

/** The member of the API, and of both forms. */
export const CHOICE = 'addToPartnershipId';

/** Partners that people can be added to; none for whoever may not see partners. */
export async function candidatesOf(context: PageContext): Promise<Candidate[]> {
  return context.may(api.getPartnerCandidates) ? context.callAll(api.getPartnerCandidates) : [];
}

/** What an approver chooses between, those with the applicant's domain first; nothing where there is no choice. */
export async function choiceField(context: PageContext, one: Invitation): Promise<Field | undefined> {
  const { addTo, acceptedBy } = one;
  // Somebody with a user of their own agreed to what the inviter chose, and to nothing else.
  const mayChoose = ({ id }: Candidate) => acceptedBy?.kind !== 'user' || id === addTo?.id;
  const all = (await candidatesOf(context)).filter(mayChoose);
  if (all.length === 0 && addTo === null) return undefined;
  const atDomain = (await candidatesAtDomain(context, one)).filter(mayChoose);
  const same = new Set(atDomain.map(({ id }) => id));
  const others = all.filter(({ id }) => !same.has(id));
  const options = [
    { value: NEW_PARTNER, label: t('New partner with an account of its own'), own: true },
    ...atDomain.map(({ id, partnerName }) =>
      added(id, t('{{partner}} (same e-mail domain)', { partner: markedName(partnerName) })),
    ),
    ...others.map(({ id, partnerName }) => added(id, markedName(partnerName))),
  ];
  const isGone = addTo !== null && options.every(({ value }) => value !== addTo.id);
  if (isGone)
    options.push(
      added(
        addTo.id,
        t('{{partner}} (not possible any more)', { partner: markedName(addTo.name ?? addTo.id) }),
      ),
    );
  return { name: CHOICE, label: 'Becomes', kind: 'select', required: true, options, help: helpFor(one) };
}

const added = (value: string, name: string): Choice => ({
  value,
  label: t('Add to {{partner}}', { partner: name }),
  own: true,
});

function helpFor({ approvals }: Invitation): string {
  return approvals.length > 0
    ? 'Chosen with the first approval; another choice is refused.'
    : 'Whoever is added to a partner becomes a partner user of its account, and its administrators are told.';
}

async function candidatesAtDomain(context: PageContext, { contactEmail }: Invitation): Promise<Candidate[]> {
  const key = parseEmailAddress(contactEmail ?? '')?.key ?? '';
  const emailDomain = key.slice(key.lastIndexOf('@') + 1);
  if (emailDomain === '' || !context.may(api.getPartnerCandidates)) return [];
  return context.callAll(api.getPartnerCandidates, { query: { emailDomain } });
}

/** The choice as a form shows it. */
export function chosenIn({ addTo }: Invitation): FormBody {
  return { [CHOICE]: addTo?.id ?? NEW_PARTNER };
}

/** The choice as the API takes it; nothing where the form had none. */
export function choiceIn(typed: FormBody): { readonly [CHOICE]?: string | null } {
  const chosen = textOf(typed, CHOICE);
  if (chosen === '') return {};
  return { [CHOICE]: chosen === NEW_PARTNER ? null : chosen };
}

/** What a wizard that was opened from a partner's page begins with. */
export async function begunAt(context: PageContext): Promise<FormBody> {
  const asked = context.query('addTo');
  if (asked === undefined) return {};
  const found = (await candidatesOf(context)).find(({ id }) => id === asked);
  return found === undefined ? {} : { [CHOICE]: found.id, partnerName: found.partnerName };
}
