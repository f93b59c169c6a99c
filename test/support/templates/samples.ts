import type { EmailTemplate } from '../../../workflows/contract';
import type { EmailData } from '../../../templates/email-data';
import { digestTexts } from '../../../templates/digest';
import type { EmailSource } from '../../../templates/email-sources';

/** Complete data that fits every template, so that each test can change the one value it is about. */
export const sample: EmailData['reminder'] &
  EmailData['welcome'] &
  EmailData['declined-notice'] &
  EmailData['provisioning-failed-notice'] &
  EmailData['api-key-expires'] &
  EmailData['digest'] = {
  partnerName: 'Borealis Ltd',
  contactFirstName: 'Nora',
  contactLastName: 'Lind',
  inviterName: 'Ada Admin',
  inviterAccountName: 'Acme',
  keyName: 'Nightly import',
  keyPrefix: 'usher_a1b2c3',
  message: 'We liked your talk.\nShall we work together?',
  reason: 'Not this year',
  expiresOn: '2025-03-14T23:30:00.000Z',
  link: 'https://usher.example/invitation?token=v1.inv_1.1.abc&x=1',
  declineLink: 'https://usher.example/invitation?token=v1.inv_1.1.abc&intent=decline',
  unsubscribeLink: 'https://usher.example/unsubscribe?token=v1.inv_1.0.def',
  notificationsLink: 'https://usher.example/notifications',
  ...digestTexts(
    [
      { template: 'approval-requested', count: 1, partnerNames: ['Borealis Ltd'] },
      { template: 'expired-notice', count: 1312, partnerNames: ['Nordwind GmbH', 'Initech.example & Sons'] },
    ],
    'en',
  ),
  needsPassword: true,
  needsHigherRank: true,
  brand: { color: '#ffcc00', logoUrl: 'https://acme.example/logo.png', senderName: 'Acme Partners' },
};

/** Without what no own text may hold: the sentence for whoever has a user, and what `apply-link` tells apart. */
export const ownable = (source: EmailSource): EmailSource => {
  const own = (text: string) =>
    text
      .replace(/\{\{#if hasUser\}\}.*?\{\{\/if\}\}/g, '')
      .replace(/\bis(Invited|Pending|Partner)\b/g, 'applied');
  return {
    subject: source.subject,
    preheader: own(source.preheader),
    html: own(source.html),
    text: own(source.text),
  };
};

/** E-mails with variables that no other has: no program owns their texts. */
export const OWNED_BY_NOBODY: readonly EmailTemplate[] = ['api-key-expires', 'digest'];
