import { TEMPLATE_VARIABLES } from '../../templates/email-data';
import type { EmailSource } from '../../templates/email-sources';
import { t } from '../kit/reader';

type Variable = (typeof TEMPLATE_VARIABLES)[number];

/** What each variable of an e-mail shows. */
const MEANINGS: Readonly<Record<Variable, string>> = {
  partnerName: 'Company that is invited',
  contactFirstName: 'First name of the contact',
  contactLastName: 'Last name of the contact',
  inviterName: 'Who invites',
  inviterAccountName: 'Your organisation',
  message: 'The personal note',
  expiresOn: 'Last day of the link',
  reason: 'What somebody gave as a reason',
  needsPassword: 'For {{#if}}: a password is still to be set',
  needsHigherRank: 'For {{#if}}: nobody has the rank of the role',
  applied: 'For {{#if}}: nobody invited, the contact applied',
  'brand.color': 'Colour of the brand',
  'brand.onColor': 'Colour of text on it',
  'brand.senderName': 'Sender name of the brand',
  'brand.replyTo': 'Reply address of the brand',
  link: 'Address of the button',
  declineLink: 'Address to decline',
  unsubscribeLink: 'Address that stops reminders',
  notificationsLink: 'Address of the notices one gets',
  'brand.logoUrl': 'Address of the logo',
};

/** The variables, those first that the shipped texts of the e-mail use. */
export function variablesOf({ subject, html, text }: EmailSource) {
  const shipped = `${subject}${html}${text}`;
  const isUsed = (name: Variable) => new RegExp(`\\{\\{(?:#\\w+ )?${name}\\}\\}`).test(shipped);
  const shown = (name: Variable) => ({ code: `{{${name}}}`, meaning: t(MEANINGS[name]) });
  const used = TEMPLATE_VARIABLES.filter(isUsed);
  return {
    used: used.map(shown),
    others: TEMPLATE_VARIABLES.filter((name) => !used.includes(name)).map(shown),
  };
}
