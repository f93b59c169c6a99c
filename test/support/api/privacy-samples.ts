import { eventually } from './support';
import type { TestWorld } from './world';

let counter = 0;
const salt = Math.random().toString(36).slice(2, 8);

/** A word that nobody else writes, for one place in a test. */
export function canary(name: string): string {
  return `canary${name}${salt}`;
}

const FIELDS = [
  { key: 'motto', label: 'Motto', type: 'text', required: false, filledBy: 'inviter' },
  { key: 'hobby', label: 'Hobby', type: 'text', required: false, filledBy: 'invitee' },
];

/** An invitation that was mailed and edited, with the word in every personal field. */
export async function plant(world: TestWorld, word: string, changes: Record<string, unknown> = {}) {
  const { admin } = world.people;
  const program = typeof changes['program'] === 'string' ? changes['program'] : 'default';
  await world.call('PUT', `/v1/programs/${program}`, { as: admin, body: { customFields: FIELDS } });
  counter += 1;
  const email = `${word}@partner.example`;
  const body = {
    partnerName: 'Initech',
    contactFirstName: `${word}First`,
    contactLastName: `${word}Last`,
    contactEmail: email,
    phoneNumber: `+4930${String(1_000_000 + counter)}`,
    message: `${word}says hello`,
    customFields: { motto: `${word}answer` },
    ...changes,
  };
  const answer = await world.post('/v1/invitations', admin, body);
  if (answer.status !== 201) throw new Error(`not invited: ${answer.text}`);
  const { id } = answer.body;
  await world.mail(email, 'invitation');
  await world.status(id, 'sent');
  const edit = { contactLastName: `${word}Late`, message: `${word}says hello again` };
  await world.call('PATCH', `/v1/invitations/${id}`, { as: admin, body: edit });
  await world.call('PATCH', `/v1/invitations/${id}`, { as: admin, body: { contactLastName: `${word}Last` } });
  await world.post(`/v1/public/invitation/lookup`, undefined, {
    token: world.deps.tokens.invitationToken(id, 1, email),
  });
  await eventually(
    () => world.stores.outbox.ofInvitation(id),
    (messages) => messages.some(({ state }) => state === 'sent'),
  );
  return { id, email, token: world.deps.tokens.invitationToken(id, 1, email) };
}
