import * as api from '../../api';
import { fileName } from '../../domain/documents/file-name';
import { bytesText } from '../../templates/formats';
import { applicantsFiles, formOf, type OpenedLink, termsShownTo } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import { withFileIds } from '../documents/uploads';
import { answerOf } from '../kit/api-call';
import type { FormBody } from '../kit/form-body';
import type { FilledForm, SentFile } from '../kit/upload';
import { applicationForm, applicationOf } from './application-form';
import { type InviteeContext, landingData } from './landing';
import { problemOn, sendPage } from './respond';

/** A context by a genuine link. */
export type GenuineContext = InviteeContext & { readonly link: OpenedLink };

/** Shows the application form; with what was typed before, also what is wrong with it (422). */
export async function showApplication(
  context: GenuineContext,
  typed?: FormBody,
  problem?: Problem,
): Promise<undefined> {
  const { deps, link, locale } = context;
  const { invitation } = link;
  const [fields, uploaded, terms] = await Promise.all([
    formOf(deps, invitation),
    applicantsFiles(deps, invitation),
    termsShownTo(deps, invitation),
  ]);
  const form = applicationForm({
    invitation,
    fields,
    files: new Map(uploaded.map(({ _id, name, bytes }) => [_id, { name, size: bytesText(bytes, locale) }])),
    locale,
    terms,
    ...(typed && { typed }),
    ...(problem && isWrongEntry(problem) && { problem }),
  });
  const data = { ...form, question: context.question, termsChanged: problem && isChanged(problem) };
  sendPage(context, 'application', data, problem?.status);
  return undefined;
}

/** Stores the files of the application and hands it in. */
export async function submitApplication(context: GenuineContext, sent: FilledForm): Promise<Given> {
  const { deps, link, token } = context;
  const { form: typed, problem: wrongFile } = await withFileIds(sent, (key, file) =>
    storeFile(context, key, file),
  );
  if (wrongFile !== undefined) return showApplication(context, typed, wrongFile);
  const fields = await formOf(deps, link.invitation);
  return orShowAgain(
    () =>
      answerOf(context, api.postPublicInvitationAccept, { body: { token, ...applicationOf(typed, fields) } }),
    (problem) => showApplication(context, typed, problem),
  );
}

async function storeFile(context: GenuineContext, field: string, file: SentFile): Promise<string> {
  const { body } = await answerOf(context, api.postPublicInvitationDocuments, {
    raw: file.content,
    query: { field, name: fileName(file.name) },
    headers: { 'usher-invitation-token': context.token },
  });
  return body.id;
}

/** Shows the page that asks whether to decline, and why. */
export function showDecline(
  context: GenuineContext,
  typed: FormBody = {},
  problem?: Problem,
): Promise<undefined> {
  const data = {
    ...landingData(context.link.invitation),
    reason: typed['reason'] ?? '',
    ...problemOn(context, problem),
  };
  sendPage(context, 'decline', data, problem?.status);
  return Promise.resolve(undefined);
}

/** Declines. */
export async function submitDecline(context: GenuineContext, typed: FormBody): Promise<Given> {
  const body = { token: context.token, reason: typed['reason'] };
  return orShowAgain(
    () => answerOf(context, api.postPublicInvitationDecline, { body }),
    (problem) => showDecline(context, typed, problem),
  );
}

/** What became of an answer that was given: 202 while Temporal keeps it; `undefined` when the page was shown again. */
type Given = { readonly status: 200 | 202 } | undefined;

async function orShowAgain(give: () => Promise<Given>, showAgain: (problem: Problem) => Promise<Given>) {
  try {
    return await give();
  } catch (error) {
    if (!isWrongEntry(error) && !isChanged(error)) throw error;
    return showAgain(error);
  }
}

/** Whether other terms have to be read than those that were shown. */
export function isChanged(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'terms-changed';
}

/** Whether something is wrong with what was typed. */
export function isWrongEntry(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'validation-failed';
}
