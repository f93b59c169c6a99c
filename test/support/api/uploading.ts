import { postPublicInvitationDocuments } from '../../../api/documents/upload-by-link';
import { pdf } from '../files';
import { bodyOf } from './declared-answers';
import type { Person } from './support';
import type { TestWorld } from './world';

const FIELDS = [
  { key: 'cv', label: 'CV', type: 'document', filledBy: 'invitee', accept: ['pdf', 'docx'] },
  { key: 'photo', label: 'Photo', type: 'document', filledBy: 'invitee', maxBytes: 1_000 },
  { key: 'contract', label: 'Contract', type: 'document', filledBy: 'inviter' },
  { key: 'audit', label: 'Audit', type: 'document', filledBy: 'reviewer' },
  { key: 'vat', label: 'VAT', type: 'text', filledBy: 'invitee' },
];

/** Starts a world with two programs that ask for files: `papers`, in which people decide, and `quick`. */
export async function startWithPapers(world: TestWorld): Promise<void> {
  await world.startWorld();
  for (const [key, autoOnboarding] of [
    ['papers', false],
    ['quick', true],
  ] as const) {
    const body = { autoOnboarding, customFields: FIELDS };
    const { status } = await world.call('PUT', `/v1/programs/${key}`, { as: world.people.admin, body });
    if (status !== 200) throw new Error(`no program: ${status}`);
  }
}

/** A file as it is sent. */
export interface Sent {
  readonly field?: string;
  readonly name?: string;
  readonly raw?: Buffer;
  readonly type?: string;
}
const queryOf = ({ field = 'cv', name = 'cv.pdf' }: Sent) =>
  `field=${encodeURIComponent(field)}&name=${encodeURIComponent(name)}`;
const headersOf = ({ type = 'application/octet-stream' }: Sent) => ({ 'content-type': type });

/** What people do with files. */
export function uploadingTo(world: TestWorld) {
  const byLink = (token: string, sent: Sent = {}) =>
    world.call('POST', `/v1/public/invitation/documents?${queryOf(sent)}`, {
      raw: sent.raw ?? pdf(),
      headers: { ...headersOf(sent), 'usher-invitation-token': token },
    });
  const idByLink = async (token: string, sent: Sent = {}) =>
    bodyOf(postPublicInvitationDocuments, await byLink(token, sent)).id;
  const byUser = (as: Person, about: string, sent: Sent = {}) =>
    world.call('POST', `/v1/documents?${about}&${queryOf(sent)}`, {
      as,
      raw: sent.raw ?? pdf(),
      headers: headersOf(sent),
    });
  const accept = (token: string, customFields: object) =>
    world.post('/v1/public/invitation/accept', undefined, { token, customFields });
  const contentOf = (id: string, as?: Person) => world.get(`/v1/documents/${id}/content`, as);
  return { byLink, idByLink, byUser, accept, contentOf };
}

/** What the errors of an answer are about. */
export const pointersOf = ({
  body,
}: {
  readonly body: { readonly errors: readonly { pointer: string }[] };
}) => body.errors.map(({ pointer }) => pointer);
