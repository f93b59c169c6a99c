import { heartbeat } from '@temporalio/activity';
import type { Activities } from '../activities';
import type { ActivityDependencies } from '../../domain/ports';

type Deps = Pick<ActivityDependencies, 'privacy' | 'maintenance' | 'mailer'>;
type MaintenanceActivities = Pick<
  Activities,
  'findContact' | 'eraseInvitation' | 'finishErasure' | 'keepPrivacy' | 'rebuildReadModel'
>;

/**
 * Erasure and rebuilding.
 *
 * Safe to retry: what is erased stays erased, and what is rebuilt is written from the workflow's own state.
 */
export function createMaintenance(deps: Deps): MaintenanceActivities {
  const { privacy, maintenance } = deps;
  return {
    findContact: async ({ requestId }) => ({ invitations: await privacy.find(requestId) }),
    eraseInvitation: async (input) => ({ erased: await erase(deps, input) }),
    finishErasure: ({ requestId, erasedInvitations }) => privacy.finish(requestId, erasedInvitations),
    keepPrivacy: async () => {
      const tally = { erased: 0, resumed: 0, failed: 0 };
      // One that cannot be done keeps no other from being done; the Schedule comes again.
      const each = async <T>(items: readonly T[], work: (item: T) => Promise<void>) => {
        for (const item of items) await work(item).catch(() => void (tally.failed += 1));
      };
      await each(await privacy.expired(new Date()), async (invitationId) => {
        await erase(deps, { invitationId, force: false });
        tally.erased += 1;
      });
      await each(await privacy.unfinished(), async (request) => {
        if (await maintenance.resumeErasure(request)) tally.resumed += 1;
      });
      await privacy.dropUsedPasswords();
      // A storage that is away keeps nothing else from being done.
      await each([new Date()], (now) => privacy.forgetUnclaimed(now));
      await each([new Date()], (now) => privacy.tidyDocuments(now));
      return tally;
    },
    rebuildReadModel: ({ afterId }) => maintenance.rebuild(afterId, () => heartbeat()),
  };
}

/**
 * The e-mails that are kept here go first, because nobody looks for them again once the invitation is erased,
 * and once more afterwards, for one that left meanwhile.
 */
async function erase(
  { privacy, mailer }: Deps,
  { invitationId, force }: { readonly invitationId: string; readonly force: boolean },
): Promise<boolean> {
  await mailer.forget?.(invitationId);
  if (!(await privacy.erase({ invitationId, force }))) return false;
  await mailer.forget?.(invitationId);
  return true;
}
