import type { Role, Scope } from '../accounts/roles';

/** Who is calling, as proven by the credential; the account is never taken from anywhere else. */
export interface Caller {
  readonly kind: 'key' | 'session' | 'oidc';
  readonly userId: string;
  readonly accountId: string;
  /** Normal form of the user's address. */
  readonly emailKey: string;
  readonly name: string;
  readonly roleKey: string;
  readonly rank: number;
  /** What the role allows, narrowed by the key's own scopes. */
  readonly scopes: ReadonlySet<Scope>;
  /** The scopes that an API key was narrowed to; null for a whole key and for everything else. */
  readonly narrowedTo: ReadonlySet<Scope> | null;
  /** ID of the key or session, for limits; no secret. */
  readonly credentialId: string;
  readonly csrfToken: string | undefined;
  /** That of the user who was authenticated; what the caller makes carries it. */
  readonly accessEpoch: number;
}

/** Whether the credential has at least one of the scopes. */
export function may(caller: Caller, ...scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => caller.scopes.has(scope));
}

/** Whether the credential may answer for its user what was sent to that user's own address. */
export function speaksForUser({ narrowedTo }: Pick<Caller, 'narrowedTo'>): boolean {
  return narrowedTo === null || narrowedTo.has('invitations:receive');
}

/** Those of the scopes that the credential does not have itself. */
export function missingScopes({ scopes: own }: Caller, scopes: readonly Scope[]): Scope[] {
  return scopes.filter((scope) => !own.has(scope));
}

/** Whether the caller may give the role to anybody: not above their rank, and no scope that they lack. */
export function mayGive(caller: Caller, { rank, scopes }: Pick<Role, 'rank' | 'scopes'>): boolean {
  return rank <= caller.rank && missingScopes(caller, scopes).length === 0;
}
