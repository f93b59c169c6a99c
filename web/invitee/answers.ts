import type { Response } from 'express';
import { problemText, renderPage } from '../../templates/pages';
import type { ApiDeps } from '../../api/deps';
import { acceptByLink, declineByLink } from '../../api/invitations/answer';
import type { Decided } from '../../api/invitations/decisions';
import { formOf, type OpenedLink } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import type { FieldError } from '../../domain/field-error';
import { application } from '../../api/public-invitation/schema';
import * as scalars from '../../api/http/schemas/scalars';
import { z } from '../../api/http/schemas/zod';
import { parseBody } from '../../api/http/validate';
import type { FormBody } from '../kit/page-context';
import { applicationForm, applicationOf } from './application-form';
import { sendHtml } from './respond';
import { landingData, type InviteeContext } from './landing';

const applicationBody = application.omit({ token: true });
const declineBody = z.strictObject({ reason: scalars.paragraph().optional() });

/** A context by a genuine link. */
export type GenuineContext = InviteeContext & { readonly link: OpenedLink };

interface Typed {
  readonly typed: FormBody;
  readonly errors: readonly FieldError[];
}

/** Shows the application form; with what was typed before, also what is wrong with it (422). */
export async function showApplication(
  deps: ApiDeps,
  { link, locale, theme }: GenuineContext,
  response: Response,
  before?: Typed,
): Promise<undefined> {
  const { invitation } = link;
  const form = applicationForm({
    invitation,
    fields: await formOf(deps, invitation),
    locale,
    ...before,
  });
  const html = renderPage('application', locale, { ...theme, ...form });
  sendHtml(response, before === undefined ? 200 : 422, theme, html);
  return undefined;
}

/** Hands in the application; `undefined` when the form was shown again instead. */
export async function submitApplication(
  deps: ApiDeps,
  context: GenuineContext,
  typed: FormBody,
  response: Response,
): Promise<Decided | undefined> {
  const fields = await formOf(deps, context.link.invitation);
  return orShowAgain(
    () => acceptByLink(deps, context.token, parseBody(applicationBody, applicationOf(typed, fields))),
    (errors) => showApplication(deps, context, response, { typed, errors }),
  );
}

/** Shows the page that asks whether to decline, and why. */
export async function showDecline(
  deps: ApiDeps,
  { link, locale, theme }: GenuineContext,
  response: Response,
  before?: Typed,
): Promise<undefined> {
  const error = before?.errors[0];
  const html = renderPage('decline', locale, {
    ...theme,
    ...(await landingData(deps, link.invitation, theme)),
    hasErrors: error !== undefined,
    reason: before?.typed['reason'] ?? '',
    error: error === undefined ? undefined : problemText(error.detail, locale),
  });
  sendHtml(response, before === undefined ? 200 : 422, theme, html);
  return undefined;
}

/** Declines; `undefined` when the page was shown again instead. */
export async function submitDecline(
  deps: ApiDeps,
  context: GenuineContext,
  typed: FormBody,
  response: Response,
): Promise<Decided | undefined> {
  const { reason } = typed;
  return orShowAgain(
    () => {
      const body = parseBody(declineBody, reason === undefined ? {} : { reason });
      return declineByLink(deps, context.token, body.reason);
    },
    (errors) => showDecline(deps, context, response, { typed, errors }),
  );
}

async function orShowAgain(
  decideNow: () => Promise<Decided>,
  showAgain: (errors: readonly FieldError[]) => Promise<undefined>,
): Promise<Decided | undefined> {
  try {
    return await decideNow();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'validation-failed') throw error;
    return showAgain(error.options.errors ?? []);
  }
}
