import { heartbeat } from '@temporalio/activity';
import type { Activities } from './activities';
import type { ActivityDependencies } from './ports';

type Deps = Pick<ActivityDependencies, 'privacy' | 'upkeep' | 'mailer'>;
type UpkeepActivities = Pick<
  Activities,
  'findContact' | 'eraseInvitation' | 'finishErasure' | 'keepPrivacy' | 'rebuildReadModel'
>;

/**
 * Erasure and rebuilding.
 *
 * Safe to retry: what is erased stays erased, and what is rebuilt is written from the workflow's own state.
 */
export function createUpkeep(deps: Deps): UpkeepActivities {
  const { privacy, upkeep } = deps;
  return {
    findContact: async ({ requestId }) => ({ invitations: await privacy.find(requestId) }),
    eraseInvitation: async (input) => ({ erased: await erase(deps, input) }),
    finishErasure: ({ requestId, erasedInvitations }) => privacy.finish(requestId, erasedInvitations),
    keepPrivacy: async () => {
      const expired = await privacy.expired(new Date());
      for (const invitationId of expired) await erase(deps, { invitationId, force: false });
      let resumed = 0;
      for (const request of await privacy.unfinished()) {
        if (await upkeep.resumeErasure(request)) resumed += 1;
      }
      return { erased: expired.length, resumed };
    },
    rebuildReadModel: ({ afterId }) => upkeep.rebuild(afterId, () => heartbeat()),
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
