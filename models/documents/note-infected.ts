import type { StoredDocument } from '../../domain/documents/document';
import type { InvitationStore } from '../invitations/invitations';

/** Tells timeline, audit log and webhooks of the invitations that a file of theirs was deleted. */
export async function noteInfected(
  invitations: Pick<InvitationStore, 'findById' | 'note'>,
  { _id, invitationIds }: StoredDocument,
): Promise<void> {
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
