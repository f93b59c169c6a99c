import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenIn, UsherClient, type InvitationView, type WorkspaceView } from './demo/client';
import { livingInstance, removeDataDir, temporaryDataDir, UsherProcess } from './demo/instance';

/** The two people of the inviting account, as callers of the running instance. */
interface Stage {
  readonly stranger: UsherClient;
  readonly admin: UsherClient;
  readonly approver: UsherClient;
  /** Takes down what was started for the demo. */
  strike(): Promise<void>;
}

const NOTHING_LATER_THAN_MS = 60_000;
const PASSWORD = `demo-${randomBytes(9).toString('base64url')}`;

/** One real invitation from create to active, through the public HTTP interface only. */
async function demo({ stranger, admin, approver }: Stage): Promise<void> {
  const email = `mira-${Date.now().toString(36)}${randomBytes(2).toString('hex')}@nordwind.example`;

  const share = await twoFolders(admin);
  const created = await admin.post<InvitationView>('/v1/invitations', {
    partnerName: 'Nordwind Trading',
    contactFirstName: 'Mira',
    contactLastName: 'Holm',
    contactEmail: email,
    country: 'DE',
    message: 'Welcome aboard.',
    share,
  });
  tell(created, `The admin invited ${email} and shares ${share.folderIds.length} folders.`);

  const mail = await until('the invitation e-mail', async () =>
    (await stranger.inbox()).find((one) => one.invitationId === created.id && one.template === 'invitation'),
  );
  const token = tokenIn(mail);
  if (token === undefined) throw new Error('The e-mail holds no link with a token.');
  const sent = await reaches(admin, created.id, ['sent']);
  tell(sent, `The e-mail "${mail.subject}" is in the preview inbox ${stranger.baseUrl}/dev/inbox.`);

  const page = await stranger.post<{ account: string }>('/v1/public/invitation/lookup', { token });
  tell(await admin.invitation(created.id), `The invitee opened the link: account ${page.account}.`);

  await stranger.post('/v1/public/invitation/accept', {
    token,
    contact: { contactFirstName: 'Mira', contactLastName: 'Holm' },
    password: PASSWORD,
  });
  const pending = await reaches(admin, created.id, ['pending_approval', 'active']);
  tell(pending, 'The invitee accepted with a name and a password.');

  if (pending.status === 'pending_approval') {
    const { contentHash } = await approver.invitation(created.id);
    await approver.post(`/v1/invitations/${created.id}/approve`, { contentHash, note: 'Seen in the demo.' });
  }
  const active = await reaches(admin, created.id, ['active']);
  const how = active.approvals.length > 0 ? 'The approver approved' : 'The program needs no approval';
  tell(active, `${how}; the partnership is ${active.partnershipId ?? 'unknown'}.`);

  const partner = await stranger.signIn(email, PASSWORD);
  const { sharedFolders } = await partner.get<WorkspaceView>('/v1/me/workspace');
  const missing = share.folderIds.filter((id) => !sharedFolders.some(({ folderId }) => folderId === id));
  if (missing.length > 0) throw new Error(`The partner does not see the folders ${missing.join(', ')}.`);
  const seen = sharedFolders.map(({ name, records }) => `${name} (${records.length} records)`).join(', ');
  tell(active, `The partner signed in and sees: ${seen}.`);
}

/** Two folders with records, from the account's first workspace or made for the demo. */
async function twoFolders(admin: UsherClient): Promise<{ workspaceId: string; folderIds: string[] }> {
  interface Named {
    readonly id: string;
  }
  interface List<T> {
    readonly items: readonly T[];
  }
  const workspaces = await admin.get<List<Named>>('/v1/workspaces');
  const workspace = workspaces.items[0] ?? (await admin.post<Named>('/v1/workspaces', { name: 'Demo' }));
  const folders = await admin.get<List<Named>>(`/v1/workspaces/${workspace.id}/folders`);
  const folderIds = folders.items.map(({ id }) => id).slice(0, 2);
  while (folderIds.length < 2) {
    const name = `Demo folder ${folderIds.length + 1}`;
    const folder = await admin.post<Named>(`/v1/workspaces/${workspace.id}/folders`, { name });
    await admin.post(`/v1/folders/${folder.id}/records`, { name: `${name}: terms.pdf`, kind: 'document' });
    folderIds.push(folder.id);
  }
  return { workspaceId: workspace.id, folderIds };
}

/** What was there before the demo is left running. */
function nothingToStrike(): Promise<void> {
  return Promise.resolve();
}

let step = 0;

function tell({ id, status, workflow }: InvitationView, text: string): void {
  step += 1;
  console.log(`${step}. ${text}`);
  console.log(
    `   ${id} is ${status}: ${workflow.url ?? `workflow ${workflow.id} (TEMPORAL_UI_URL is not set)`}`,
  );
}

/** Waits until the invitation has one of these statuses; gives up when it failed. */
function reaches(
  admin: UsherClient,
  id: string,
  statuses: readonly InvitationView['status'][],
): Promise<InvitationView> {
  return until(`the status ${statuses.join(' or ')}`, async () => {
    const invitation = await admin.invitation(id);
    if (invitation.status === 'failed')
      throw new Error(`Provisioning failed: see ${invitation.workflow.url}`);
    return statuses.includes(invitation.status) ? invitation : undefined;
  });
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + NOTHING_LATER_THAN_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`Waited ${NOTHING_LATER_THAN_MS / 1_000} s for ${what}.`);
    await sleep(100);
  }
}

/** The instance that USHER_URL names, the one that runs on the data folder, or one started for the demo. */
async function setStage(): Promise<Stage> {
  const { USHER_URL, USHER_API_KEY, USHER_APPROVER_API_KEY, USHER_DATA_DIR } = process.env;
  if (USHER_URL && USHER_API_KEY) {
    console.log(`Using the Usher at ${USHER_URL}.`);
    return stage(USHER_URL, USHER_API_KEY, USHER_APPROVER_API_KEY ?? USHER_API_KEY, nothingToStrike);
  }
  const running = await livingInstance(path.resolve(USHER_DATA_DIR ?? '.data'));
  if (running !== undefined) {
    console.log(`Using the Usher that runs at ${running.apiUrl}.`);
    if (!('admin' in running)) throw new Error('it has no demo accounts: start it with SEED_DEMO=true.');
    return stage(running.apiUrl, running.admin.apiKey, running.approver.apiKey, nothingToStrike);
  }
  console.log('No Usher runs here; starting one for the demo. (`npm start` keeps one running.)');
  const dataDir = await temporaryDataDir();
  const own = UsherProcess.spawn({ dataDir });
  const strike = async () => {
    await own.stop();
    await removeDataDir(dataDir);
  };
  try {
    const { apiUrl, admin, approver } = await own.whenReady();
    return stage(apiUrl, admin.apiKey, approver.apiKey, strike);
  } catch (error) {
    await strike();
    throw error;
  }
}

function stage(url: string, adminKey: string, approverKey: string, strike: Stage['strike']): Stage {
  const stranger = new UsherClient(url);
  return {
    stranger,
    admin: stranger.withApiKey(adminKey),
    approver: stranger.withApiKey(approverKey),
    strike,
  };
}

async function main(): Promise<void> {
  const where = await setStage();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void where.strike().finally(() => process.exit(1)));
  }
  try {
    await demo(where);
    console.log('The partner is active.');
  } finally {
    await where.strike();
  }
}

main().catch((error: unknown) => {
  console.error(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
