import { randomBytes } from 'node:crypto';
import { PASSWORD } from './support';
import type { TestWorld } from './world';

/** A partner that exists, as the vendor's people see it. */
export interface ExistingPartner {
  readonly domain: string;
  /** Address of its administrator. */
  readonly admin: string;
  /** The partnership. */
  readonly id: string;
  readonly accountId: string;
}

/** Partners that exist, and colleagues of theirs who apply. */
export function addingTo(world: TestWorld) {
  const accept = (token: string) =>
    world.post('/v1/public/invitation/accept', undefined, { token, password: PASSWORD });

  /** The programs: without approval, with one and with two. */
  async function programs() {
    for (const [key, body] of [
      ['auto', { autoOnboarding: true }],
      ['reviewed', { autoOnboarding: false }],
      ['twice', { autoOnboarding: false, requiredApprovals: 2 }],
    ] as const) {
      const { status } = await world.call('PUT', `/v1/programs/${key}`, { as: world.people.admin, body });
      expect(status).toBeLessThan(300);
    }
  }

  /** An active partner with one user, an administrator, at a domain of its own. */
  async function partner(changes: { domain?: string; partnerName?: string } = {}): Promise<ExistingPartner> {
    const { domain = `${randomBytes(5).toString('hex')}.example`, partnerName = 'Nordwind' } = changes;
    const admin = `nora@${domain}`;
    const { id: invitationId, token } = await world.invited({
      ...{ program: 'auto', contactEmail: admin },
      partnerName,
    });
    await accept(token);
    const { partnershipId: id, accountId } = await world.status(invitationId, 'active');
    return { domain, admin, id: id ?? '', accountId: accountId ?? '' };
  }

  /** A colleague who has applied. */
  async function pending(domain: string, program = 'reviewed', changes: object = {}) {
    const contactEmail = `tom.${randomBytes(3).toString('hex')}@${domain}`;
    const invited = await world.invited({ program, contactEmail, partnerName: 'Nordwind', ...changes });
    await accept(invited.token);
    await world.status(invited.id, 'pending_approval');
    return invited;
  }

  const membersOf = async ({ accountId }: ExistingPartner) =>
    (await world.stores.memberships.ofAccount(accountId)).map(({ roleKey }) => roleKey);

  return { accept, programs, partner, pending, membersOf };
}
