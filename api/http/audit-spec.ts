import type { AuditActor, AuditTarget } from '../../models';

/** What the audit log says of a call beyond what its endpoint, path and answer tell by themselves. */
export interface AuditFacts {
  /** Whose log it is, where there is no caller. */
  readonly accountId?: string;
  readonly actor?: AuditActor;
  readonly target?: AuditTarget;
  readonly type?: string;
  readonly reason?: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The type under which a change is audited, or why it is not. */
export type AuditSpec = string | { readonly exempt: string };
