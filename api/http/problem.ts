import { defined } from '../../domain/defined';
import { StorageError } from '../../domain/documents/storage';
import type { FieldError } from '../../domain/field-error';
import type { FailureType, Refusal } from '../../workflows/contract';
import { refusalIn } from '../../workflows/contract';
import { isDatabaseUnavailable } from '../../models';
import { isTemporalUnavailable } from '../temporal/unavailable';

/** Every error code of the API: its status, its title and what the caller can do about it. */
export const PROBLEMS = {
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Send one JSON document in UTF-8.',
  },
  unauthenticated: {
    status: 401,
    title: 'Sign-in needed',
    help: 'Send a valid API key as a bearer token, or sign in. An invited user accepts after signing in.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    help: 'The credential lacks the scope that this call needs.',
  },
  'approval-pending': {
    status: 403,
    title: 'The application waits for approval',
    help: 'The password is right. An e-mail comes once the application was approved; sign in then.',
  },
  'sso-required': {
    status: 403,
    title: 'The account wants its members to sign in by SSO',
    help: 'Sign in by the identity provider of the account. Who may change its SSO settings can use a password.',
  },
  'sso-refused': {
    status: 403,
    title: 'Sign-in by SSO was refused',
    help: 'The member detail says why. Nothing was changed, and no user was made.',
  },
  'role-ceiling': {
    status: 403,
    title: 'The role is above the rank of the inviter',
    help: 'Grant a role of your own rank or below.',
  },
  'self-approval': {
    status: 403,
    title: 'Own invitations cannot be approved',
    help: 'Somebody else has to approve, unless the program lets inviters approve.',
  },
  'terms-not-accepted': {
    status: 403,
    title: 'Terms have to be accepted first',
    help: 'GET /v1/me/terms has them, POST /v1/me/terms/accept accepts them; on pages they stand at /terms.',
  },
  csrf: {
    status: 403,
    title: 'The CSRF token is missing or wrong',
    help: 'Calls by session cookie need the header X-CSRF-Token; GET /v1/session has the token.',
  },
  'not-found': { status: 404, title: 'Not found', help: 'There is nothing here that this caller may see.' },
  'method-not-allowed': { status: 405, title: 'Method not allowed', help: 'See the header Allow.' },
  'body-too-slow': {
    status: 408,
    title: 'The body came too slowly',
    help: 'Send it at 8 KB a second or more. The connection was closed; repeat with the same Idempotency-Key.',
  },
  'invitation-already-open': {
    status: 409,
    title: 'There is an open invitation already',
    help: 'The member invitationId names it: resend, edit or revoke that one.',
  },
  'already-a-partner': {
    status: 409,
    title: 'Already a partner',
    help: 'The contact belongs to an active partner.',
  },
  'already-exists': { status: 409, title: 'Already there', help: 'Choose another name, key or address.' },
  'invalid-transition': {
    status: 409,
    title: 'Not possible in this status',
    help: 'The member currentStatus says what the invitation is now; allowedActions lists what is possible.',
  },
  'content-changed': {
    status: 409,
    title: 'The invitation was changed',
    help: 'Read it again and decide on its new contentHash.',
  },
  'terms-changed': {
    status: 409,
    title: 'The terms have changed',
    help: 'Show them as they are now and send the termsVersion that was accepted then.',
  },
  'choice-differs': {
    status: 409,
    title: 'Another approver has chosen otherwise',
    help: 'Read the invitation again: addTo is what was chosen. Approve that, or reject or return the application.',
  },
  'partner-unavailable': {
    status: 409,
    title: 'The partner takes no further users',
    help: 'It is gone, inactive, or not one to add to. Choose another or a new one: GET /v1/partner-candidates.',
  },
  'resend-limit': { status: 409, title: 'Resent too often', help: 'The program allows no further resend.' },
  'folder-in-use': {
    status: 409,
    title: 'The folder is in use',
    help: 'The member detail says what it holds and who sees it. Delete it with ?contents=delete, which deletes its records too.',
  },
  'document-unchecked': {
    status: 409,
    title: 'The file was not checked for malware yet',
    help: 'Try again in a few minutes; nobody gets the file before.',
  },
  'idempotency-in-flight': {
    status: 409,
    title: 'The same request is still running',
    help: 'Repeat it a moment later with the same Idempotency-Key.',
  },
  'invitation-expired': { status: 410, title: 'The invitation has expired', help: 'Ask for a new link.' },
  'invitation-closed': {
    status: 410,
    title: 'The invitation is closed',
    help: 'It was answered or withdrawn.',
  },
  'document-infected': {
    status: 410,
    title: 'The file held malware and was deleted',
    help: 'Ask for another one; its name and its checksum are kept.',
  },
  'link-replaced': { status: 410, title: 'The link was replaced', help: 'Use the newest e-mail.' },
  'precondition-failed': {
    status: 412,
    title: 'It was changed in between',
    help: 'Somebody changed it since it was read, or it is there already: changedBy and changedAt say who and when. Read it again, and send its ETag as If-Match.',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is too large',
    help: 'JSON up to 64 KB, CSV up to 10 MB, files up to 20 MB.',
  },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type', help: 'Send application/json.' },
  'validation-failed': {
    status: 422,
    title: 'The request is not valid',
    help: 'Each entry of errors has a JSON pointer and what is wrong there.',
  },
  'idempotency-mismatch': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    help: 'Use a fresh key for a new request.',
  },
  'rate-limited': { status: 429, title: 'Too many requests', help: 'Wait as long as Retry-After says.' },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    help: 'Report the X-Request-Id; repeating with the same Idempotency-Key is safe.',
  },
  'temporal-unavailable': {
    status: 503,
    title: 'Temporal cannot be reached',
    help: 'What was asked may be done all the same: repeat it with the same Idempotency-Key after Retry-After, which does it once. A create that was stored is named by the member invitationId and goes on by itself.',
  },
  'database-unavailable': {
    status: 503,
    title: 'The database cannot be reached',
    help: 'What was asked may be done all the same: repeat it with the same Idempotency-Key after Retry-After, which does it once. Without a key, look for the result of a create first.',
  },
  'storage-unavailable': {
    status: 503,
    title: 'The file storage cannot be reached',
    help: 'Repeat after Retry-After; a file that was sent is taken once.',
  },
  'identity-provider-unavailable': {
    status: 503,
    title: 'The identity provider cannot be reached',
    help: 'Repeat after Retry-After, or use an API key.',
  },
  overloaded: {
    status: 503,
    title: 'Too busy or shutting down',
    help: 'Nothing was done, so there is nothing to look for: repeat after Retry-After.',
  },
} as const satisfies Record<string, { status: number; title: string; help: string }>;

/** The stable `code` of a problem document. */
export type ProblemCode = keyof typeof PROBLEMS;

/** How each typed refusal of the contract is answered; the only place that knows. */
export const CODE_OF_FAILURE: Readonly<Record<FailureType, ProblemCode>> = {
  InvalidDecision: 'validation-failed',
  InvalidTransition: 'invalid-transition',
  InvitationExpired: 'invitation-expired',
  InvitationClosed: 'invitation-closed',
  LinkReplaced: 'link-replaced',
  SelfApproval: 'self-approval',
  AlreadyApproved: 'invalid-transition',
  ContentChanged: 'content-changed',
  ChoiceDiffers: 'choice-differs',
  PartnerUnavailable: 'partner-unavailable',
  ResendCooldown: 'rate-limited',
  ResendLimit: 'resend-limit',
  RoleCeiling: 'role-ceiling',
  EmailAlreadyRegistered: 'unauthenticated',
  InvitationMissing: 'not-found',
  ImportMissing: 'not-found',
  EmailRefused: 'internal-error',
  EmailDeferred: 'internal-error',
  ProvisioningRefused: 'internal-error',
  StoreRefused: 'internal-error',
  InjectedFault: 'internal-error',
};

/** That somebody has changed something; an operator or the system has no name. */
export interface Change {
  readonly by?: { readonly id: string; readonly name: string } | undefined;
  readonly at: Date;
}

/** Members of a problem document beyond what its code says. */
export interface ProblemOptions {
  readonly detail?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number | undefined;
  readonly invitationId?: string;
  readonly currentStatus?: string | undefined;
  /** By whom and when it was changed, as far as that is known. */
  readonly change?: Change | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A no that a caller may read: thrown anywhere below a route, answered as problem+json. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
    cause?: unknown,
  ) {
    super(code, { cause });
  }
  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/**
 * What was found.
 *
 * @throws {@link Problem} 404 when nothing was
 */
export function found<T>(what: T | undefined): T {
  if (what === undefined) throw new Problem('not-found');
  return what;
}

const RETRY_AFTER_SECONDS = 2;

/** The RFC 9457 document of a problem; equal problems at the same place are equal byte by byte. */
export function problemDocument(problem: Problem, instance: string): Record<string, unknown> {
  const { status, title, help } = PROBLEMS[problem.code];
  const { detail, errors, invitationId, currentStatus, change } = problem.options;
  return {
    type: `urn:usher:problem:${problem.code}`,
    title,
    status,
    detail: detail ?? help,
    instance,
    code: problem.code,
    ...defined({ errors, invitationId, currentStatus }),
    ...(change && { changedBy: change.by ?? null, changedAt: change.at }),
  };
}

/** The headers that belong to a problem; every 429 and 503 says when to come back. */
export function problemHeaders(problem: Problem): Record<string, string> {
  const wait =
    problem.options.retryAfterSeconds ??
    (problem.status === 503 || problem.status === 429 ? RETRY_AFTER_SECONDS : undefined);
  return {
    ...problem.options.headers,
    ...(wait === undefined ? {} : { 'Retry-After': String(Math.max(1, Math.ceil(wait))) }),
    ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  };
}

/** The answer to a typed refusal. */
export function problemOfRefusal(refusal: Refusal): Problem {
  return new Problem(CODE_OF_FAILURE[refusal.type], {
    currentStatus: refusal.currentStatus,
    retryAfterSeconds: refusal.retryAfterSeconds,
  });
}

/** Turns whatever was thrown into an answer. Nothing of an unknown error reaches the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const refusal = refusalIn(error);
  if (refusal !== undefined) return problemOfRefusal(refusal);
  if (isDatabaseUnavailable(error)) return new Problem('database-unavailable', {}, error);
  if (isTemporalUnavailable(error)) return new Problem('temporal-unavailable', {}, error);
  if (error instanceof StorageError) return new Problem('storage-unavailable', {}, error);
  // A path that Express cannot decode.
  return error instanceof URIError ? new Problem('not-found') : new Problem('internal-error', {}, error);
}

/** Whether a failure leaves open what was done: nothing may be undone after it, and nothing given back. */
export function isUnclear(error: unknown): boolean {
  return problemOf(error).status === 503;
}
