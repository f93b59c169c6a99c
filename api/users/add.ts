import { parseEmailAddress } from '../../domain/email-address';
import { newId, reservedOrNew } from '../../domain/ids';
import type { MembershipOfferDoc } from '../../models';
import { created, defineEndpoint, Problem } from '../http';
import { withAllowance } from '../email/allowance';
import { mailOffer, presentOffer } from '../memberships/offers';
import { assignableRole } from '../roles/ranks';
import { newUser, user } from './schema';

/**
 * Offers a membership of the caller's account to an address and mails it. Nobody is added: the owner of the
 * address accepts first. The answer, and how long it takes, is the same whoever the address belongs to.
 * After an unclear answer of Temporal the offer stays, since its e-mail may be out: the same call, repeated, mails
 * what was not mailed, and so does a resend.
 */
export const postUsers = defineEndpoint({
  route: 'post /v1/users',
  summary: 'Add a user, who belongs to the account once they have accepted by e-mail or page',
  access: { scope: 'users:write' },
  audit: 'membership_offered',
  body: newUser,
  responses: { 201: { description: 'The offer, under its own ID and as it was typed.', schema: user } },
  problems: ['already-exists', 'role-ceiling', 'temporal-unavailable'],
  async handler({ deps, caller, reservedId, body: { email, firstName, lastName, roleKey } }) {
    const { accountId, userId: offeredBy } = caller;
    const _id = reservedOrNew('off', reservedId);
    const left = reservedId && (await deps.stores.membershipOffers.ofAccount(accountId, _id));
    if (left) {
      await mailOffer(deps, left);
      return offered(left);
    }
    const role = await assignableRole(deps, caller, roleKey);
    const emailKey = parseEmailAddress(email)?.key ?? '';
    const holder = await deps.stores.users.findByEmailKey(emailKey);
    // A user of nobody is looked up too, so that an unknown address costs the same.
    const membership = await deps.stores.memberships.find(accountId, holder?._id ?? newId('usr'));
    if (membership !== undefined) throw alreadyThere('The account has a user with this address.');
    return withAllowance(deps, { accountId, emailKey }, async () => {
      const wanted = { _id, accountId, email, emailKey, firstName, lastName, roleKey: role.key, offeredBy };
      const offer = await deps.stores.membershipOffers.create(wanted);
      if (offer === undefined) throw alreadyThere('The account has offered a membership to this address.');
      await mailOffer(deps, offer);
      return offered(offer);
    });
  },
});

function offered(offer: MembershipOfferDoc) {
  const target = { kind: 'membership_offer', id: offer._id };
  return { ...created(presentOffer(offer), `/v1/users/${offer._id}`), audit: { target } };
}

function alreadyThere(detail: string): Problem {
  return new Problem('already-exists', { detail });
}
