import type { TimelineType } from '../../workflows/contract';
import type { TimelineItem } from '../kit/api-call';
import { fromNow, moment } from '../kit/format';

const WORDS: Readonly<Record<TimelineType, string>> = {
  created: 'Invitation created',
  sent: 'E-mail sent',
  delivered: 'E-mail delivered',
  bounced: 'E-mail could not be delivered',
  viewed: 'Opened by the contact',
  reminded: 'Reminder sent',
  resent: 'Sent again with a new link',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Expired',
  revoked: 'Revoked',
  approval_requested: 'Approval requested',
  approved: 'Approved',
  rejected: 'Rejected',
  activated: 'Partner is active',
  provisioning_failed: 'Set-up failed',
  extended: 'Expiry moved',
  edited: 'Edited',
  remind_later: 'Contact asked to be reminded later',
  retried: 'Set-up tried again',
  unsubscribed: 'Contact wants no more reminders',
  email_failed: 'An e-mail could not be sent',
  suppressed: 'Not sent: the contact wants no e-mails',
  erased: 'Personal data erased',
};

const ACTORS: Readonly<Record<string, string>> = { operator: 'an operator', invitee: 'the contact' };

/** What happened, by whom, when and why, newest last. */
export function timelineData(items: readonly TimelineItem[]) {
  return items.map(({ at, type, actor, detail }) => {
    const { reason, ...facts } = detail;
    return {
      at,
      what: (WORDS as Readonly<Record<string, string | undefined>>)[type] ?? type,
      who: actor.kind === 'system' ? undefined : (actor.name ?? ACTORS[actor.kind] ?? actor.id),
      when: `${moment(at)}, ${fromNow(at)}`,
      why: typeof reason === 'string' ? reason : undefined,
      facts: factsText(facts),
    };
  });
}

const FACTS: Readonly<Record<string, string>> = {
  ruleId: 'rule',
  fields: 'changed',
  step: 'step',
  type: 'because of',
  event: 'event',
  template: 'e-mail',
};

function factsText(facts: Readonly<Record<string, unknown>>): string | undefined {
  const parts = Object.entries(facts)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => `${FACTS[key] ?? key}: ${String(value)}`);
  return parts.length === 0 ? undefined : parts.join(', ');
}
