import type { Actor } from '../../workflows/contract';
import { collection, storeOf } from '../mongo/collection';

/** Where a request came from. */
export interface RequestOrigin {
  readonly ip: string | null;
  readonly requestId: string | null;
}

interface OriginDoc extends RequestOrigin {
  /** `<invitationId>:<actor kind>:<actor id>` */
  readonly _id: string;
  readonly invitationId: string;
  readonly at: Date;
}

export const auditOriginModel = collection<OriginDoc>(
  'audit_origins',
  { invitationId: String, ip: String, requestId: String, at: Date },
  [
    // Erasure.
    { keys: { invitationId: 1 } },
    // Real MongoDB clears what nobody will ask for any more.
    { keys: { at: 1 }, expireAfterSeconds: 30 * 24 * 3600 },
  ],
);

const idOf = (invitationId: string, { kind, id }: Actor) => `${invitationId}:${kind}:${id}`;

/**
 * Remembers where somebody's newest decision about an invitation came from, until the workflow has written it
 * into its timeline: whoever audits that entry finds the address and the request here.
 */
export class AuditOriginStore extends storeOf(auditOriginModel) {
  async note(invitationId: string, actor: Actor, { ip, requestId }: RequestOrigin): Promise<void> {
    const set = { invitationId, ip, requestId, at: new Date() };
    await this.model.updateOne({ _id: idOf(invitationId, actor) }, { $set: set }, { upsert: true });
  }

  async find(invitationId: string, actor: Actor): Promise<RequestOrigin> {
    const found = await this.model.findOne({ _id: idOf(invitationId, actor) }).lean<OriginDoc>();
    return { ip: found?.ip ?? null, requestId: found?.requestId ?? null };
  }

  async removeFor(invitationId: string): Promise<void> {
    await this.model.deleteMany({ invitationId });
  }
}
