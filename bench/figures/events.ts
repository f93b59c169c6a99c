import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { UsherClient, type InvitationView } from '../../scripts/demo/client';
import { invitationWorkflowId } from '../../workflows/contract';
import type { Figure } from './figure';
import { accept, invite, untilMailed } from '../lives';
import type { MeasuredInstance } from '../measured-instance';

/** The kinds of lives, and how many events each may take, without reminders. */
const KINDS = [
  { kind: 'automatic', shares: false, target: 30 },
  { kind: 'automatic', shares: true, target: 33 },
  { kind: 'approved', shares: false, target: 42 },
  { kind: 'approved', shares: true, target: 45 },
] as const;

interface Setting {
  readonly instance: MeasuredInstance;
  readonly stranger: UsherClient;
  readonly deadline: number;
}

/** Events from create to active, of whole lives, one of each kind. */
export async function historyFigures(instance: MeasuredInstance, deadline: number): Promise<Figure[]> {
  const { facts } = instance;
  const connection = await Connection.connect({ address: facts.temporalAddress });
  try {
    const client = new Client({ connection, namespace: facts.temporalNamespace });
    const stranger = new UsherClient(facts.apiUrl);
    const figures: Figure[] = [];
    for (const { kind, shares, target } of KINDS) {
      const id = await oneLife({ instance, stranger, deadline }, kind, shares);
      const name = `events of a life, ${kind}, ${shares ? 'two folders shared' : 'no shares'}`;
      figures.push({ name, measured: await eventsOf(client, id), target });
    }
    return figures;
  } finally {
    await connection.close();
  }
}

async function oneLife(
  { instance: { facts, dataDir }, stranger, deadline }: Setting,
  kind: (typeof KINDS)[number]['kind'],
  shares: boolean,
): Promise<string> {
  const admin = stranger.withApiKey((kind === 'approved' ? facts.admin : facts.otherAdmin).apiKey);
  const fields = shares ? { share: await twoFolders(admin) } : {};
  const [id = ''] = await invite(admin, { count: 1, atOnce: 1, deadline }, fields, []);
  const mails = await untilMailed(dataDir, [id], 'invitation', deadline);
  await untilStatus(admin, id, 'sent', deadline);
  await accept(stranger, [mails.get(id) ?? ''], { atOnce: 1, deadline }, []);
  if (kind === 'approved') {
    await untilMailed(dataDir, [id], 'approval-requested', deadline);
    await untilStatus(admin, id, 'pending_approval', deadline);
    await stranger.withApiKey(facts.approver.apiKey).post(`/v1/invitations/${id}/approve`);
  }
  await untilMailed(dataDir, [id], 'welcome', deadline);
  return id;
}

async function eventsOf(client: Client, id: string): Promise<number> {
  const handle = client.workflow.getHandle(invitationWorkflowId(id));
  await handle.result();
  return (await handle.describe()).historyLength;
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
