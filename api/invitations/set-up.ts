import type { InvitationDoc } from '../../models';
import { FAILURES, provisionedId } from '../../workflows/contract';
import { type ApiDeps, z } from '../http';

/** The steps that make a partner, by the names that they have in the workflow's history. */
const SET_UP_STEPS = ['createAccount', 'assignDefaultRole', 'shareRecords'] as const;
type Step = (typeof SET_UP_STEPS)[number];

/** How far the set-up of a partner is, and where it failed. */
export const setUp = z
  .object({
    steps: z.array(
      z.object({
        step: z.enum(SET_UP_STEPS),
        state: z.enum(['done', 'waiting', 'failed', 'undone']).openapi({
          description: 'After a failure what was done before is undone.',
        }),
      }),
    ),
    failure: z
      .object({
        step: z.string(),
        type: z.string().openapi({ description: `Such as ${Object.keys(FAILURES).at(-2) ?? ''}.` }),
      })
      .nullable(),
  })
  .openapi('SetUp');
export type SetUp = z.output<typeof setUp>;

/** The set-up as the database shows it; null while there is none. */
export async function setUpOf(deps: ApiDeps, doc: InvitationDoc): Promise<SetUp | null> {
  const { status, share, failure } = doc;
  if (status !== 'provisioning' && status !== 'failed' && status !== 'active') return null;
  const steps = SET_UP_STEPS.filter((step) => step !== 'shareRecords' || share !== null);
  const done = status === 'provisioning' ? await doneOf(deps, doc) : undefined;
  const stateOf = (step: Step) => {
    if (status === 'active') return 'done';
    if (status === 'failed') return step === failure?.step ? 'failed' : 'undone';
    return done?.has(step) ? 'done' : 'waiting';
  };
  return {
    steps: steps.map((step) => ({ step, state: stateOf(step) })),
    failure: status === 'failed' && failure !== null ? { step: failure.step, type: failure.type } : null,
  };
}

/** Each step is known by what it leaves behind. */
async function doneOf({ stores }: ApiDeps, { _id, accountId, share }: InvitationDoc): Promise<Set<Step>> {
  const partnershipId = provisionedId('prt', _id);
  const [partnership, memberships, shares, folders] = await Promise.all([
    stores.partnerships.find(accountId, partnershipId),
    stores.memberships.createdBy(_id),
    stores.shares.ofPartnership(partnershipId),
    stores.workspaces.findFolders(share?.folderIds ?? []),
  ]);
  const shared = new Set(shares.map(({ folderId }) => folderId));
  const done: Record<Step, boolean> = {
    createAccount: partnership !== undefined || memberships.length > 0,
    assignDefaultRole: memberships.length > 0,
    shareRecords: folders.every((folder) => shared.has(folder._id)),
  };
  return new Set(SET_UP_STEPS.filter((step) => done[step]));
}
