import { postPrivacyExport } from '../../../api/privacy/export';
import { bodyOf } from '../../support/api/declared-answers';
import { MailRefusedError } from '../../../domain/ports';
import { member } from '../../support/api/people-samples';
import { eventually, type Person } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const refusing = new Set<string>();
world.mailer = {
  send: (mail) => {
    if (refusing.has(mail.to.email)) return Promise.reject(new MailRefusedError('no such mailbox'));
    world.mails.push(mail);
    return Promise.resolve();
  },
};
beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

/** Every member that an export may have, by the kind of thing it is about. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  '': ['email', 'exportedAt', 'invitations', 'suppression', 'importRows', 'termsAcceptances'],
  invitations: [
    'invitation',
    'timeline',
    'applications',
    'documents',
    'notes',
    'comments',
    'emails',
    'audit',
  ],
  'invitations.invitation': [
    ...[
      'id',
      'status',
      'program',
      'inviterId',
      'origin',
      'importId',
      'expiresIn',
      'reminders',
      'partnershipId',
    ],
    ...['partnerName', 'contactFirstName', 'contactLastName', 'contactEmail', 'phoneNumber', 'country'],
    ...['industry', 'message', 'customFields', 'share', 'initialModule', 'roleKey', 'locale'],
    ...['createdAt', 'updatedAt', 'sentAt', 'deliveredAt', 'viewedAt', 'respondedAt', 'activatedAt'],
    ...['endedAt', 'expiresAt', 'nextReminderAt', 'lastSendAt', 'remindersSent', 'remindersStopped'],
    ...['sendCount', 'ruleId', 'supersedes', 'supersededBy', 'erasedAt'],
  ],
  'invitations.timeline': ['at', 'type', 'actor', 'detail', 'changes'],
  'invitations.timeline.actor': ['kind', 'id'],
  'invitations.applications': ['contact', 'customFields', 'createdAt'],
  'invitations.documents': ['id', 'field', 'name', 'bytes', 'sha256', 'state', 'createdAt', 'content'],
  'invitations.notes': ['text', 'createdAt'],
  'invitations.comments': ['text', 'createdAt'],
  'invitations.emails': ['to', 'state', 'createdAt', 'settledAt', 'template'],
  'invitations.audit': ['seq', 'at', 'type', 'reason', 'before', 'after'],
  suppression: ['email', 'reason', 'createdAt'],
  termsAcceptances: [
    ...['program', 'version', 'hash', 'locale', 'source', 'invitationId', 'acceptedAt', 'ip'],
    ...['text', 'url'],
  ],
  importRows: ['importId', 'n', 'cells', 'input', 'result', 'invitationId', 'problems', 'createdAt'],
};

/** Where members are what people typed, or words of ours that stand for it. */
const FREE =
  /\.(customFields|share|input|problems|contact|detail|changes|before|after)$|^importRows\.(input|problems)$/;

/** Members that are not in the list, each with where it stands. */
function unlisted(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => unlisted(item, at));
  if (value === null || typeof value !== 'object' || FREE.test(at)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`;
    return LISTED[at]?.includes(name) === true ? unlisted(inner, path) : [path];
  });
}

interface Neighbour {
  readonly user: Person;
  readonly admin: Person;
}

/** Somebody of another vendor's account, which has an administrator of its own. */
async function neighbour(): Promise<Neighbour> {
  const account = await world.stores.accounts.create({ name: 'Neighbour Secretly Ltd' });
  const admin = await member(world, 'account_admin', { ...world.people.other, accountId: account._id });
  return { admin, user: await member(world, 'viewer', admin) };
}

/** What only the neighbour's own people may know, in a text. */
function leaks(text: string, { user, admin }: Neighbour): string[] {
  const secrets = [
    user.userId,
    admin.userId,
    admin.email,
    user.accountId,
    'Neighbour Secretly',
    'Mia Member',
  ];
  return secrets.filter((secret) => text.includes(secret));
}

const invite = (contactEmail: string) =>
  world.post('/v1/invitations', world.people.admin, { partnerName: 'Initech', contactEmail });
const exportOf = (email: string) => world.post('/v1/privacy/export', world.people.admin, { email });

/** Everything that the inviting account can read about the invitation. */
async function readings(id: string, email: string): Promise<Record<string, string>> {
  const { admin } = world.people;
  const [exported, shown, listed, timeline, audit, auditCsv, stats] = await Promise.all([
    exportOf(email),
    world.get(`/v1/invitations/${id}`, admin),
    world.get('/v1/invitations?view=sent&limit=100', admin),
    world.get(`/v1/invitations/${id}/timeline`, admin),
    world.get(`/v1/audit-log?target=${id}&limit=100`, admin),
    world.get(`/v1/audit-log?target=${id}&format=csv`, admin),
    world.get('/v1/stats?groupBy=inviter', admin),
  ]);
  const deliveries = JSON.stringify((await world.dump())['webhook_deliveries'] ?? []);
  const answers = { exported, shown, listed, timeline, audit, auditCsv, stats };
  const texts = Object.entries(answers).map(([name, answer]) => [name, `${answer.status} ${answer.text}`]);
  return Object.fromEntries([...texts, ['webhooks', deliveries]]) as Record<string, string>;
}

async function expectNoLeak(id: string, known: Neighbour): Promise<void> {
  const found = Object.entries(await readings(id, known.user.email)).map(([where, text]) => ({
    where,
    ok: where === 'webhooks' || text.startsWith('200 '),
    leaks: leaks(text, known),
  }));
  expect(found.filter(({ ok, leaks: some }) => !ok || some.length > 0)).toEqual([]);
}

describe('an export of a contact', () => {
  it('has the members of a list and no other, whatever happened to the contact', async () => {
    const known = await neighbour();
    const { id } = (await invite(known.user.email)).body;
    await world.status(id, 'sent');
    const path = `/v1/invitations/${id}`;
    await world.call('PATCH', path, { as: world.people.admin, body: { contactFirstName: 'Nora' } });
    const token = world.deps.tokens.invitationToken(id, 1, known.user.email);
    await world.post('/v1/public/invitation/unsubscribe', undefined, { token });
    await world.post(`${path}/accept`, known.admin);
    const rows = [{ partnerName: 'Initech', contactEmail: known.user.email }];
    await world.post('/v1/invitation-imports', world.people.admin, { rows });
    const answer = await eventually(
      () => exportOf(known.user.email),
      (found) => found.status === 200 && bodyOf(postPrivacyExport, found).importRows.length > 0,
    );
    expect(unlisted(answer.body)).toEqual([]);
    expect(leaks(answer.text, known)).toEqual([]);
    const { invitations } = bodyOf(postPrivacyExport, answer);
    expect(invitations[0]?.['emails']).toEqual([
      expect.objectContaining({ to: known.user.email, template: 'invitation' }),
    ]);
  });

  it('is the same for an address that belongs to a user and one that belongs to nobody', async () => {
    const known = await neighbour();
    const unknown = 'nobody-knows@partner.example';
    const shapes = [];
    for (const email of [known.user.email, unknown]) {
      const { id } = (await invite(email)).body;
      await world.status(id, 'sent');
      const { text } = await exportOf(email);
      shapes.push(
        text
          .replaceAll(email, 'EMAIL')
          .replace(/inv_\w+/g, 'INV')
          .replace(/[\d:.TZ-]{20,}/g, 'TIME'),
      );
    }
    const [one, other] = shapes.map((text) => text.replace(/"seq":\d+/g, ''));
    expect(one).toBe(other);
  });
});

describe('what the inviting account reads about an invitation', () => {
  it('does not tell whose user the contact is elsewhere, while nobody has accepted', async () => {
    const known = await neighbour();
    const { id } = (await invite(known.user.email)).body;
    await world.status(id, 'sent');
    await expectNoLeak(id, known);
  });

  it('does not tell it when the address was corrected to theirs', async () => {
    const known = await neighbour();
    const wrong = `${known.user.userId.toLowerCase()}@bounced.example`;
    refusing.add(wrong);
    const { id } = (await invite(wrong)).body;
    await world.status(id, 'delivery_failed');
    const body = { contactEmail: known.user.email };
    const edited = await world.call('PATCH', `/v1/invitations/${id}`, { as: world.people.admin, body });
    expect([edited.status, leaks(edited.text, known)]).toEqual([200, []]);
    await expectNoLeak(id, known);
  });

  it('does not tell it when they decline while signed in', async () => {
    const known = await neighbour();
    const { id } = (await invite(known.user.email)).body;
    await world.status(id, 'sent');
    await world.stores.memberships.setRole(known.user.accountId, known.user.userId, 'account_admin');
    const declined = await world.post(`/v1/invitations/${id}/decline`, known.user, { reason: 'No budget' });
    expect(declined.status).toBe(200);
    await world.status(id, 'declined');
    await expectNoLeak(id, known);
  });
});
