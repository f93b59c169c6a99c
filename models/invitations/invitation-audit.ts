import type { TimelineEntry } from '../../workflows/contract';
import type { AuditEntry, AuditLogStore } from '../audit/audit-log';
import type { AuditOriginStore } from '../audit/audit-origins';
import type { OwnEvent } from './invitation-events';
import type { NoteStore } from './notes';

/** Whose invitation it is. */
interface Owner {
  readonly accountId: string;
  readonly invitationId: string;
}

/**
 * Copies the story of an invitation into the audit log: what people decided, with where their request came
 * from, and what the workflow did by itself. Each entry once, whoever writes it first.
 */
export class InvitationAuditor {
  constructor(
    private readonly stores: {
      readonly auditLog: AuditLogStore;
      readonly auditOrigins: AuditOriginStore;
      readonly notes: NoteStore;
    },
  ) {}

  /** Entries of the workflow's timeline. */
  async recorded(owner: Owner, entries: readonly TimelineEntry[]): Promise<void> {
    const items: AuditEntry[] = [];
    for (const { n, at, type, actor, reasonRef, detail } of entries) {
      items.push({
        ...(await this.common(owner, String(n), { at: new Date(at), type, actor })),
        reason: await this.stores.notes.textOf(owner.invitationId, reasonRef),
        after: detail,
      });
    }
    await this.stores.auditLog.append(owner.accountId, items);
  }

  /** An entry that the workflow does not know. */
  async own(owner: Owner, name: string, { changes, ...event }: OwnEvent): Promise<void> {
    const edited = Object.entries(changes ?? {});
    const side = (pick: 'before' | 'after') =>
      edited.length === 0 ? null : Object.fromEntries(edited.map(([key, change]) => [key, change[pick]]));
    const item = {
      ...(await this.common(owner, name, event)),
      before: side('before'),
      after: side('after') ?? event.detail,
    };
    await this.stores.auditLog.append(owner.accountId, [item]);
  }

  private async common(
    { invitationId }: Owner,
    name: string,
    { at, type, actor }: Pick<OwnEvent, 'at' | 'type' | 'actor'>,
  ) {
    const byRequest = actor.kind === 'user' || actor.kind === 'invitee';
    return {
      key: `${invitationId}:${name}`,
      at,
      type,
      actor,
      target: { kind: 'invitation', id: invitationId },
      origin: byRequest ? await this.stores.auditOrigins.find(invitationId, actor) : undefined,
    };
  }
}
