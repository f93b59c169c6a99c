import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { InvitationSnapshot } from '../../workflows/contract';
import { ROOT } from '../../scripts/structure/sources';
import {
  eventually,
  guest,
  reaches,
  RunningUsher,
  spawnUsher,
  type InvitationView,
  type UsherClient,
} from '../support/usher';

jest.setTimeout(300_000);

const PASSWORD = 'correct horse battery';

interface List<T> {
  readonly items: readonly T[];
}
interface WorkspaceView {
  readonly sharedFolders: readonly { folderId: string; records: readonly unknown[] }[];
}

/** Two folders of the account's workspace, to be shared. */
async function twoFolders(admin: UsherClient): Promise<{ workspaceId: string; folderIds: string[] }> {
  const { items: workspaces } = await admin.get<List<{ id: string }>>('/v1/workspaces');
  const workspaceId = workspaces[0]?.id ?? '';
  const { items } = await admin.get<List<{ id: string }>>(`/v1/workspaces/${workspaceId}/folders`);
  return { workspaceId, folderIds: items.slice(0, 2).map(({ id }) => id) };
}

/** Invites somebody new and answers as them, up to the acceptance. */
async function inviteAndAccept(
  usher: RunningUsher,
  admin: UsherClient,
  fields: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; email: string; token: string }> {
  const person = guest();
  const { id } = await admin.post<InvitationView>('/v1/invitations', { ...person, ...fields });
  const token = await usher.token(id);
  await usher.stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });
  return { id, email: person.contactEmail, token };
}

/** `npm run demo` against what that environment names: its exit code and what it printed. */
function demo(env: NodeJS.ProcessEnv): Promise<{ exitCode: number; lines: string[] }> {
  const options = { cwd: ROOT, env: { ...process.env, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/launch.mjs', 'demo'], options, (error, stdout, stderr) => {
      const lines = (stdout + stderr).trimEnd().split('\n');
      resolve({ exitCode: error === null ? 0 : Number(error.code), lines });
    });
  });
}

describe('an instance', () => {
  let usher: RunningUsher;
  /** Runs beside it, and fails once in the middle of a partner. */
  let other: RunningUsher;
  beforeAll(async () => {
    const env = { USHER_FAULTS: 'shareRecords:permanent:1' };
    [usher, other] = await Promise.all([RunningUsher.start(), RunningUsher.start({ env })]);
  });
  afterAll(() => Promise.all([usher.discard(), other.discard()]));

  it('carries an invitation to active by itself where the program says so', async () => {
    const share = await twoFolders(usher.otherAdmin);
    const { id, email } = await inviteAndAccept(usher, usher.otherAdmin, { share });

    const active = await reaches(usher.otherAdmin, id, 'active');
    expect(active).toMatchObject({ statusLabel: 'Active', approvals: [], share });
    const partner = await usher.stranger.signIn(email, PASSWORD);
    const { sharedFolders } = await partner.get<WorkspaceView>('/v1/me/workspace');
    expect(sharedFolders.map(({ folderId }) => folderId).sort()).toEqual([...share.folderIds].sort());
    expect(sharedFolders.every(({ records }) => records.length > 0)).toBe(true);
    expect((await usher.mail(id, 'welcome')).to).toBe(email);
  });

  it('waits for an approver where the program says so', async () => {
    const { id, email } = await inviteAndAccept(usher, usher.admin);
    const pending = await reaches(usher.admin, id, 'pending_approval');
    expect(pending.allowedActions).not.toContain('approve');
    await usher.mail(id, 'approval-requested');

    const own = await usher.admin.call('POST', `/v1/invitations/${id}/approve`);
    expect(own).toMatchObject({ status: 403, body: { code: 'self-approval' } });
    await usher.approver.post(`/v1/invitations/${id}/approve`, { contentHash: pending.contentHash });

    const active = await reaches(usher.admin, id, 'active');
    expect(active.approvals).toHaveLength(1);
    await usher.stranger.signIn(email, PASSWORD);
  });

  it('counts the same acceptance once', async () => {
    const { id, token } = await inviteAndAccept(usher, usher.otherAdmin);
    const body = { token, password: PASSWORD };
    const again = await usher.stranger.call('POST', '/v1/public/invitation/accept', { body });
    expect(again.status).toBe(200);
    await reaches(usher.otherAdmin, id, 'active');
    const later = await usher.stranger.call('POST', '/v1/public/invitation/accept', { body });
    expect(later).toMatchObject({ status: 200, body: again.body });
    const { items } = await usher.otherAdmin.get<List<{ type: string }>>(`/v1/invitations/${id}/timeline`);
    expect(items.filter(({ type }) => type === 'accepted')).toHaveLength(1);
  });

  it('is shown by the demo, which finds the instance by its data folder', async () => {
    const { exitCode, lines } = await demo({ USHER_DATA_DIR: usher.dataDir, USHER_URL: undefined });
    expect(lines[0]).toBe(`Using the Usher that runs at ${usher.facts.apiUrl}.`);
    expect(lines.filter((line) => /^\d\. /.test(line))).toHaveLength(6);
    expect(lines).toContainEqual(
      expect.stringMatching(/^6\. The partner signed in and sees: .+ records\)\.$/),
    );
    expect(lines.at(-1)).toBe('The partner is active.');
    expect(exitCode).toBe(0);
  });

  it('refuses a demo with a key that is none', async () => {
    const stranger = { USHER_URL: usher.facts.apiUrl, USHER_API_KEY: 'usher_none' };
    const { exitCode, lines } = await demo(stranger);
    expect(lines[0]).toBe(`Using the Usher at ${usher.facts.apiUrl}.`);
    expect(lines.at(-1)).toMatch(/^The demo failed: GET \/v1\/workspaces answered 401: /);
    expect(exitCode).toBe(1);
  });

  it('takes decisions from the Temporal CLI', async () => {
    const { id } = await inviteAndAccept(usher, usher.admin);
    await reaches(usher.admin, id, 'pending_approval');
    const workflowId = `invitation-${id}`;
    const decision = { decisionId: `ops-${id}`, actor: { kind: 'operator', id: 'olga' } };
    const input = ['--input', JSON.stringify(decision)];
    const approve = ['--workflow-id', workflowId, '--name', 'approveInvitation', ...input];

    const self = { ...decision, actor: { kind: 'operator', id: (await me(usher.admin)).id } };
    await expect(
      usher.temporal('workflow', 'update', 'execute', ...approve.slice(0, -1), JSON.stringify(self)),
    ).rejects.toThrow(/Nobody approves their own invitation/);

    expect(await usher.temporal('workflow', 'metadata', '--workflow-id', workflowId)).toMatch(
      /waiting for 1 of 1 approvals/,
    );
    await usher.temporal('workflow', 'update', 'execute', ...approve);
    await reaches(usher.admin, id, 'active');
    // The state stays readable after the end.
    const query = ['--workflow-id', workflowId, '--type', 'invitationState', '--output', 'json'];
    const answer = JSON.parse(await usher.temporal('workflow', 'query', ...query)) as {
      queryResult: InvitationSnapshot[];
    };
    expect(answer.queryResult[0]).toMatchObject({ status: 'active', approvals: [{ by: 'olga' }] });
  });

  it('takes a decision by Signal from the Temporal CLI and shows it to who searches', async () => {
    const { id } = await usher.admin.post<InvitationView>('/v1/invitations', guest());
    await reaches(usher.admin, id, 'sent');
    const workflowId = `invitation-${id}`;
    const decision = JSON.stringify({ decisionId: `ops-${id}`, actor: { kind: 'operator', id: 'olga' } });
    const args = ['--workflow-id', workflowId, '--name', 'revokeInvitation', '--input', decision];
    await usher.temporal('workflow', 'signal', ...args);
    await usher.temporal('workflow', 'signal', ...args).catch(() => 'over already');

    await reaches(usher.admin, id, 'revoked');
    const found = await eventually('the search to find it', async () => {
      const query = `InvitationStatus = 'revoked' AND WorkflowId = '${workflowId}'`;
      const list = await usher.temporal('workflow', 'list', '--query', query, '--output', 'json');
      return list.includes(workflowId) ? list : undefined;
    });
    expect(found).toContain('invitationWorkflow');
    const { items } = await usher.admin.get<List<{ type: string; actor: { kind: string } }>>(
      `/v1/invitations/${id}/timeline`,
    );
    const revoked = items.filter(({ type }) => type === 'revoked');
    expect(revoked).toMatchObject([{ actor: { kind: 'operator' } }]);
  });

  it('refuses to run twice on one data folder', async () => {
    const second = spawnUsher({ dataDir: usher.dataDir });
    expect(await second.ended()).toBe(1);
    expect(second.log).toMatch(/already runs on/);
    expect((await usher.stranger.call('GET', '/readyz')).status).toBe(200);
  });

  it('runs beside another instance that knows nothing of it', async () => {
    expect(usher.facts.apiUrl).not.toBe(other.facts.apiUrl);
    const [here, there] = await Promise.all(
      [usher, other].map(async (one) => {
        const { id } = await inviteAndAccept(one, one.otherAdmin);
        return reaches(one.otherAdmin, id, 'active');
      }),
    );
    expect((await other.otherAdmin.call('GET', `/v1/invitations/${here?.id ?? ''}`)).status).toBe(404);
    expect((await usher.otherAdmin.call('GET', `/v1/invitations/${there?.id ?? ''}`)).status).toBe(404);
    expect((await other.stranger.withApiKey(usher.facts.admin.apiKey).call('GET', '/v1/me')).status).toBe(
      401,
    );
  });

  it('undoes a partner that could not be made, and makes it when an operator retries', async () => {
    const share = await twoFolders(other.otherAdmin);
    const { id, email } = await inviteAndAccept(other, other.otherAdmin, { share });

    const failed = await reaches(other.otherAdmin, id, 'failed');
    expect(failed).toMatchObject({ statusLabel: 'Needs attention', accountId: null, partnershipId: null });
    // The right password is told that the account is not there yet; any other one is told nothing.
    await expect(other.stranger.signIn(email, PASSWORD)).rejects.toMatchObject({ status: 403 });
    await expect(other.stranger.signIn(email, `${PASSWORD}!`)).rejects.toMatchObject({ status: 401 });
    const details = await other.temporal('workflow', 'metadata', '--workflow-id', `invitation-${id}`);
    expect(details).toMatch(/Provisioning failed in shareRecords \(InjectedFault\)/);

    await other.otherAdmin.post(`/v1/invitations/${id}/retry`);
    await reaches(other.otherAdmin, id, 'active');
    const partner = await other.stranger.signIn(email, PASSWORD);
    const { sharedFolders } = await partner.get<WorkspaceView>('/v1/me/workspace');
    expect(sharedFolders).toHaveLength(2);
  });

  it('has everything after a restart, stops on SIGTERM with 0 and takes its runtime.json along', async () => {
    const { dataDir, facts } = usher;
    const { id, email } = await inviteAndAccept(usher, usher.otherAdmin);
    await reaches(usher.otherAdmin, id, 'active');
    const soon = { ...guest(), expiresIn: 'PT20S' };
    const open = await usher.admin.post<InvitationView>('/v1/invitations', soon);
    const pending = await inviteAndAccept(usher, usher.admin);
    await reaches(usher.admin, pending.id, 'pending_approval');

    expect(await usher.stop()).toBe(0);
    expect(existsSync(path.join(dataDir, 'runtime.json'))).toBe(false);

    usher = await RunningUsher.start({ dataDir });
    expect(usher.facts.admin).toEqual(facts.admin);
    expect(await usher.otherAdmin.invitation(id)).toMatchObject({ status: 'active' });
    await usher.stranger.signIn(email, PASSWORD);
    expect(await usher.mail(id, 'welcome')).toMatchObject({ to: email });
    // What was waiting goes on: by a decision, and by itself.
    await usher.approver.post(`/v1/invitations/${pending.id}/approve`);
    await reaches(usher.admin, pending.id, 'active');
    await reaches(usher.admin, open.id, 'expired');
  });
});

async function me(client: UsherClient): Promise<{ id: string }> {
  return (await client.get<{ user: { id: string } }>('/v1/me')).user;
}
