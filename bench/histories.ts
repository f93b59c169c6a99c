import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import type { InvitationView, UsherClient } from '../scripts/demo/client';
import type { RuntimeFacts } from '../scripts/demo/instance';
import { invitationWorkflowId } from '../workflows/contract';
import { accept, invite, untilMailed } from './lives';

/** How long one life's history is. */
export interface HistorySize {
  readonly life: string;
  readonly events: number;
  readonly bytes: number;
}

interface Setting {
  readonly stranger: UsherClient;
  /** Of an account that approves by itself. */
  readonly automatic: UsherClient;
  /** Of an account where `approver` decides. */
  readonly reviewed: UsherClient;
  readonly approver: UsherClient;
  readonly facts: RuntimeFacts;
  readonly dataDir: string;
  readonly deadline: number;
}

/** Sizes of the histories of whole lives, one of each kind, without reminders. */
export async function historySizes(setting: Setting): Promise<HistorySize[]> {
  const { automatic, reviewed, facts } = setting;
  const connection = await Connection.connect({ address: facts.temporalAddress });
  try {
    const client = new Client({ connection, namespace: facts.temporalNamespace });
    const sizes: HistorySize[] = [];
    for (const [kind, admin] of [
      ['automatic', automatic],
      ['approved', reviewed],
    ] as const) {
      for (const shares of [false, true]) {
        const id = await oneLife(setting, admin, kind === 'approved', shares);
        sizes.push({
          life: `${kind}, ${shares ? 'two folders shared' : 'no shares'}`,
          ...(await sizeOf(client, id)),
        });
      }
    }
    return sizes;
  } finally {
    await connection.close();
  }
}

async function oneLife(
  { stranger, approver, dataDir, deadline }: Setting,
  admin: UsherClient,
  approval: boolean,
  shares: boolean,
): Promise<string> {
  const fields = shares ? { share: await twoFolders(admin) } : {};
  const [id = ''] = await invite(admin, { count: 1, atOnce: 1, deadline }, fields, []);
  const mails = await untilMailed(dataDir, [id], 'invitation', deadline);
  await untilStatus(admin, id, 'sent', deadline);
  await accept(stranger, [mails.get(id) ?? ''], { atOnce: 1, deadline }, []);
  if (approval) {
    await untilMailed(dataDir, [id], 'approval-requested', deadline);
    await untilStatus(admin, id, 'pending_approval', deadline);
    await approver.post(`/v1/invitations/${id}/approve`);
  }
  await untilMailed(dataDir, [id], 'welcome', deadline);
  return id;
}

async function sizeOf(client: Client, id: string): Promise<{ events: number; bytes: number }> {
  const handle = client.workflow.getHandle(invitationWorkflowId(id));
  await handle.result();
  const { historyLength, historySize = 0 } = await handle.describe();
  return { events: historyLength, bytes: historySize };
}

async function untilStatus(
  admin: UsherClient,
  id: string,
  status: InvitationView['status'],
  deadline: number,
): Promise<void> {
  while ((await admin.invitation(id)).status !== status) {
    if (Date.now() > deadline) throw new Error(`${id} did not become ${status} in time.`);
    await sleep(50);
  }
}

/** Two folders of the account's first workspace. */
export async function twoFolders(admin: UsherClient): Promise<{ workspaceId: string; folderIds: string[] }> {
  interface List {
    readonly items: readonly { readonly id: string }[];
  }
  const workspaceId = (await admin.get<List>('/v1/workspaces')).items[0]?.id ?? '';
  const { items } = await admin.get<List>(`/v1/workspaces/${workspaceId}/folders`);
  return { workspaceId, folderIds: items.slice(0, 2).map(({ id }) => id) };
}
