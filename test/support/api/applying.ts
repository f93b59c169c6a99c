import { postPublicApplyBySlugDocuments } from '../../../api/apply/upload';
import { pdf } from '../files';
import { bodyOf } from './declared-answers';
import type { TestApi } from './support';

export const APPLICANT = { partnerName: 'Borealis', contactFirstName: 'Nora', contactLastName: 'Lind' };

/** What applicants do on the page of a program that takes applications at the slug. */
export function applyingTo(api: TestApi, slug: string, program = 'default') {
  const path = `/v1/public/apply/${slug}`;
  /** The token of a link that was mailed to the address. */
  const link = async (email: string): Promise<string> => {
    const { accountId } = api.people.admin;
    const request = { accountId, program, locale: 'en', mayMail: true, email, emailKey: email };
    const id = await api.stores.applyRequests.create(request);
    return new URL(api.deps.tokens.applicationLink(slug, id, email)).searchParams.get('token') ?? '';
  };
  const upload = (token: string, field = 'cv', raw = pdf(), name = 'cv.pdf') =>
    api.call('POST', `${path}/documents?field=${field}&name=${name}`, {
      ...{ raw, headers: { 'content-type': 'application/pdf', 'usher-application-token': token } },
    });
  const uploaded = async (token: string, field = 'cv') =>
    bodyOf(postPublicApplyBySlugDocuments, await upload(token, field)).id;
  const lookup = (token: string) => api.post(`${path}/lookup`, undefined, { token });
  const apply = (token: string, more: object = {}) =>
    api.post(`${path}/application`, undefined, { token, contact: APPLICANT, ...more });
  return { path, link, upload, uploaded, lookup, apply };
}

/** The ID of the invitation that the link makes. */
export const invitationOf = (token: string): string => (token.split('.')[1] ?? '').replace(/^apl_/, 'inv_');
