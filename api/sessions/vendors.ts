import type { ApiDeps } from '../http';

/**
 * The accounts that have this one as an active partner, by name, each with the look of the program that invited it.
 */
export async function vendorsOf({ stores }: ApiDeps, accountId: string) {
  const partnerships = await stores.partnerships.activeOf(accountId);
  const [accounts, invitations] = await Promise.all([
    stores.accounts.findMany(partnerships.map((one) => one.accountId)),
    stores.invitations.findMany(partnerships.map((one) => one.reactivatedBy ?? one.invitationId)),
  ]);
  const vendors = accounts.map(async ({ _id: id, name }) => {
    const program = invitations.find((one) => one.accountId === id)?.program;
    const brand = program === undefined ? undefined : (await stores.programs.find(id, program))?.brand;
    return { id, name, logoUrl: brand?.logoUrl ?? null, color: brand?.color ?? null };
  });
  return (await Promise.all(vendors)).sort((a, b) => a.name.localeCompare(b.name));
}
