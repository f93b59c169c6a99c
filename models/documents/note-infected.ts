import type { StoredDocument } from '../../domain/documents/document';
import type { AuditLogStore } from '../audit/audit-log';
import type { InvitationStore } from '../invitations/invitations';

/**
 * Tells timeline, audit log and webhooks of the invitations that a file of theirs was deleted; of a record the audit
 * log of its account.
 */
export async function noteInfected(
  invitations: Pick<InvitationStore, 'findById' | 'note'>,
  auditLog: Pick<AuditLogStore, 'append'>,
  { _id, accountId, recordId, invitationIds }: StoredDocument,
): Promise<void> {
  if (recordId !== undefined) {
    const actor = { kind: 'system', id: 'document-scan' } as const;
    const target = { kind: 'record', id: recordId };
    const entry = { key: `document-infected-${_id}`, at: new Date(), actor, target };
    await auditLog.append(accountId, [{ ...entry, type: 'record_file_infected' }]);
  }
  for (const id of invitationIds) {
    const invitation = await invitations.findById(id);
    if (invitation === undefined || invitation.erasedAt !== null) continue;
    await invitations.note(invitation, `document-infected-${_id}`, {
      at: new Date(),
      type: 'document_infected',
      actor: { kind: 'system', id: 'document-scan' },
    });
  }
}
