import type { EmailEvent } from '../../workflows/contract';

/** One event of a message of ours. */
export interface ReportedEvent {
  readonly event: EmailEvent;
  /** Why its address is not mailed any more, where it is a reason. */
  readonly suppress: 'bounced' | 'spam_report' | 'unsubscribed' | undefined;
}

/** Why the address is not mailed any more; a bounce that may pass is no reason. */
export function reasonOf(event: EmailEvent['event'], isForGood: boolean): ReportedEvent['suppress'] {
  switch (event) {
    case 'bounced':
      return isForGood ? 'bounced' : undefined;
    case 'spam_report':
      return 'spam_report';
    case 'unsubscribed':
      return 'unsubscribed';
    case 'delivered':
    case 'dropped':
      return undefined;
  }
}
