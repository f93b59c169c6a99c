import { type Problem, type ProblemCode, PROBLEMS } from '../../api/http/problem';
import { STATUS_LABELS } from '../../domain/invitations/views';
import { MASTER } from '../../templates/locales';
import { reader, t } from './reader';

/** What happened and what to do, for people; codes that are not here tell it by their own title. */
const TEXTS: Partial<Record<ProblemCode, readonly [title: string, text: string]>> = {
  unauthenticated: ['Please sign in', 'You need to sign in for this.'],
  forbidden: [
    'You may not do this',
    'Your role does not include it. Ask an administrator of your account if you need it.',
  ],
  'approval-pending': [
    'Your application is waiting for approval',
    'Your password is right. You get an e-mail as soon as somebody has approved your application; sign in then.',
  ],
  'sso-required': [
    'Please sign in with SSO',
    'This account wants its members to sign in by its identity provider, not by a password.',
  ],
  'sso-refused': ['Signing in with SSO did not work', 'Ask an administrator of your account.'],
  'role-ceiling': [
    'The role is above your own',
    'You can grant roles up to your own rank. Choose another role, or ask somebody of a higher rank.',
  ],
  'self-approval': [
    'Somebody else has to approve this',
    'Nobody approves an invitation that they sent or that is addressed to them, unless the program allows it.',
  ],
  csrf: [
    'This page was open for too long',
    'Nothing was changed. Go back, reload the page and send the form again.',
  ],
  'not-found': ['There is nothing here', 'The address may be wrong, or it belongs to another account.'],
  'method-not-allowed': ['There is nothing here', 'The address is for forms only.'],
  'invitation-already-open': [
    'There is an open invitation already',
    'The address was invited and has not answered yet. Resend, edit or revoke that invitation instead.',
  ],
  'already-a-partner': ['Already a partner', 'The contact belongs to one of your active partners.'],
  'content-changed': [
    'The data was changed in the meantime',
    'Somebody changed it after you opened the page. Look at it again and decide anew.',
  ],
  'terms-changed': [
    'The terms were changed in the meantime',
    'Please read them as they are now, then accept them.',
  ],
  'terms-not-accepted': ['Terms wait for you', 'Please read and accept them first.'],
  'choice-differs': [
    'Another approver has chosen otherwise',
    'The first choice counts and is shown now. Approve it, or reject the application or return it to the applicant.',
  ],
  'partner-unavailable': [
    'The partner takes no further users',
    'It is inactive or gone, or you cannot add to it any more. Choose another partner or a new one.',
  ],
  'resend-limit': ['Resent too often', 'The program allows no further resend of this invitation.'],
  'idempotency-in-flight': ['Still at work', 'The same form is being worked on. Wait a moment and reload.'],
  'idempotency-mismatch': ['Sent already', 'This form was sent before with other entries. Open it afresh.'],
  'invitation-expired': ['The invitation has expired', 'Ask whoever invited you to invite you again.'],
  'invitation-closed': ['The invitation is closed', 'It was answered or withdrawn.'],
  'precondition-failed': [
    'This was changed in the meantime',
    'Somebody saved it while you had it open. Nothing that you typed is lost: look at it, and save again.',
  ],
  'payload-too-large': [
    'That is too much',
    'Send less text, or a smaller file (CSV up to 10 MB, others up to 20 MB).',
  ],
  'validation-failed': ['Please check your entries', 'Something in the form is not right.'],
  'rate-limited': ['Too many requests', 'Please wait a moment and try again.'],
  'internal-error': [
    'Something went wrong',
    'It is our fault, and it was noted. Try again; if it happens again, tell the number below.',
  ],
  'temporal-unavailable': [
    'One moment, please',
    'The workflow service cannot be reached. Nothing was lost: try again in a few seconds.',
  ],
  'database-unavailable': [
    'One moment, please',
    'The database cannot be reached. Open invitations go on by themselves; try again in a few seconds.',
  ],
  'storage-unavailable': [
    'One moment, please',
    'Files cannot be reached right now. Nothing was lost: try again in a few seconds.',
  ],
  'document-unchecked': [
    'The file is still being checked',
    'Nobody gets a file before it was checked for malware. Try again in a few minutes.',
  ],
  'document-infected': [
    'The file held malware and was deleted',
    'Ask for another one, for example with "Ask for more".',
  ],
  overloaded: ['One moment, please', 'Too much is going on right now. Try again in a few seconds.'],
};

/** Title and text of a problem, for an error page. */
export function problemTitle({ code, options }: Problem): { title: string; text: string } {
  const [title, text] = TEXTS[code] ?? [PROBLEMS[code].title, PROBLEMS[code].help];
  return { title: t(title), text: `${t(text)}${waitText(options.retryAfterSeconds)}` };
}

/** A problem in one or two sentences, for a notice. */
export function problemSentence(problem: Problem): string {
  const { code, options } = problem;
  if (code === 'invalid-transition' && options.currentStatus !== undefined) {
    const status = statusLabel(options.currentStatus);
    return detailOf(problem) ?? t('Not possible any more: it is now "{{status}}".', { status });
  }
  const [title, text] = TEXTS[code] ?? [PROBLEMS[code].title, ''];
  const said = detailOf(problem) ?? t(text);
  return `${t(title)}. ${said}${waitText(options.retryAfterSeconds)}`.trim();
}

/** What the API says of this very case, where its reader reads it. */
function detailOf({ options: { detail } }: Problem): string | undefined {
  if (detail === undefined) return undefined;
  const said = t(detail);
  return said === detail && reader().locale !== MASTER ? undefined : said;
}

function statusLabel(status: string): string {
  return t((STATUS_LABELS as Partial<Record<string, string>>)[status] ?? status);
}

function waitText(seconds: number | undefined): string {
  if (seconds === undefined || seconds < 5) return '';
  const whole = Math.ceil(seconds);
  const when =
    whole < 120
      ? t('It is possible again in {{count}} seconds.', { count: whole })
      : t('It is possible again in {{count}} minutes.', { count: Math.ceil(whole / 60) });
  return ` ${when}`;
}
