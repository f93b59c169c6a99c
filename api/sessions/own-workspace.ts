import { showsKind } from '../../domain/workspaces/record-types';
import { defineEndpoint, ok, scalars, z } from '../http';
import { vendorsOf } from './vendors';
import { landingModule, membershipOf } from './view';
import { requireTerms } from '../terms/own';
import { presentRecords } from '../workspaces/schema';
import { ownWorkspaceSchema } from './schema';

/** The caller's own workspace: modules, where to land, and what active partners share with the account. */
export const getMeWorkspace = defineEndpoint({
  route: 'get /v1/me/workspace',
  summary: 'Show the own workspace with "Shared with me"',
  access: { scope: 'workspace:own' },
  query: z.strictObject({
    module: scalars.key.optional().openapi({ description: 'Only records that this module shows.' }),
  }),
  responses: { 200: { description: 'The workspace.', schema: ownWorkspaceSchema } },
  problems: ['terms-not-accepted'],
  async handler({ deps, caller, query: { module } }) {
    await requireTerms(deps, caller);
    const [{ account, membership }, folders, vendors] = await Promise.all([
      membershipOf(deps, caller),
      deps.stores.shares.sharedFolders(caller.accountId),
      vendorsOf(deps, caller.accountId),
    ]);
    const shows = ({ kind }: { readonly kind: string }) =>
      module === undefined || showsKind(account.modules, module, kind);
    const shown = folders.map((folder) => ({ ...folder, records: folder.records.filter(shows) }));
    // The files of all folders are asked for at once.
    const views = await presentRecords(
      deps,
      shown.flatMap(({ records }) => records),
    );
    const viewOf = new Map(views.map((view) => [view.id, view]));
    return ok({
      modules: account.modules.map(({ key, name }) => ({ key, name })),
      initialModule: landingModule(account, membership),
      vendors,
      sharedFolders: shown.map(({ folderId, name, accountId, from, records }) => ({
        ...{ folderId, name, from, vendorId: accountId },
        records: records.flatMap(({ _id }) => viewOf.get(_id) ?? []),
      })),
    });
  },
});
