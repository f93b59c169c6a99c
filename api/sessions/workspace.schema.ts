import { record } from '../workspaces/schema';
import { z } from '../http';

export const moduleSchema = z.object({ key: z.string(), name: z.string() }).openapi('Module');

export const ownWorkspaceSchema = z
  .object({
    modules: z.array(moduleSchema),
    initialModule: z.string().nullable(),
    sharedFolders: z.array(
      z.object({ folderId: z.string(), name: z.string(), from: z.string(), records: z.array(record) }),
    ),
  })
  .openapi('OwnWorkspace');
