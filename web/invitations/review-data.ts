import { markedName } from '../../templates/marks';
import type { InvitationDetails } from '../kit/api-call';
import { answerText } from '../kit/custom-fields-form';
import { contactName, countryName, roleName } from '../kit/format';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';
import { details } from '../kit/tables';
import { acceptedText } from './acceptance';
import { actionForms } from './actions';
import { answersOf, approvalsOf, moduleName, sharesText } from './detail-data';
import { readTimeline, timelineData } from './timeline';

/** What an approver looks at before they decide. */
export async function reviewData(context: PageContext, one: InvitationDetails) {
  const [grants, { verdict, earlier }] = await Promise.all([grantsOf(context, one), storyOf(context, one)]);
  return {
    compared: comparison(one),
    grants,
    verdict,
    earlier,
    others: actionForms(one, undefined).filter(({ name }) => name === 'return' || name === 'reject'),
  };
}

interface Compared {
  readonly label: string;
  readonly invited: string;
  readonly applied: string;
  readonly differs: boolean;
  readonly href?: string | undefined;
  readonly note?: string | undefined;
}

/** What was invited beside what was answered; without an invitation there is nothing to compare with. */
function comparison(one: InvitationDetails): {
  readonly rows: readonly Compared[];
  readonly hasInvited: boolean;
} {
  const before = one.invited === null ? undefined : factsOf(one.invited);
  const known = factsOf(one).map(({ label, text }, index): Compared => {
    const invited = before?.[index]?.text ?? '';
    return { label, invited, applied: text, differs: before !== undefined && invited !== text };
  });
  const answers = answersOf(one).map(({ label, value, ...rest }, index): Compared => {
    const field = one.form.fields[index];
    const asked = field && one.invited?.customFields?.[field.key];
    const invited = field === undefined || asked === undefined ? '' : answerText(field, asked);
    return { label, invited, applied: value, differs: invited !== '' && invited !== value, ...rest };
  });
  const rows = [...known, ...answers].filter(({ invited, applied }) => invited !== '' || applied !== '');
  return { rows, hasInvited: before !== undefined };
}

type Facts = Pick<
  InvitationDetails,
  'partnerName' | 'contactFirstName' | 'contactLastName' | 'phoneNumber' | 'country' | 'industry'
>;

function factsOf(one: Facts) {
  const { partnerName, phoneNumber, country, industry } = one;
  const facts = {
    'Partner Name': partnerName,
    'Contact Name': contactName(one),
    'Phone Number': phoneNumber,
    Country: country && countryName(country),
    'Customer Industry': industry,
  };
  return Object.entries(facts).map(([label, text]) => ({ label: t(label), text: text ?? '' }));
}

/** What an approval gives away. */
async function grantsOf(context: PageContext, one: InvitationDetails) {
  return details([
    ['Contact Email', one.contactEmail],
    ['Accepted', acceptedText(one)],
    ['Role', roleName(one.roleKey)],
    ['Shared folders', await sharesText(context, one)],
    ['Initial module', moduleName(one)],
    ['Approvals', t('{{given}} of {{needed}}', approvalsOf(one))],
  ]);
}

const DECIDING: readonly string[] = ['approved', 'returned', 'retried', 'provisioning_failed'];

/** What a rule said, and what colleagues decided and wrote before. */
async function storyOf(context: PageContext, one: InvitationDetails) {
  const { items, comments } = await readTimeline(context);
  const asked = items.findLast(({ type }) => type === 'approval_requested');
  const rule = asked?.detail['ruleId'] ?? one.ruleId;
  return {
    verdict:
      typeof rule === 'string'
        ? t('Rule “{{rule}}” of the program wants a person to decide.', { rule: markedName(rule) })
        : t('No rule of the program decided, so a person does.'),
    earlier: timelineData(
      items.filter(({ type }) => DECIDING.includes(type)),
      comments,
    ),
  };
}
