import { acceptByLink, declineByLink } from '../../api/invitations/answer';
import type { Decided } from '../../api/invitations/decisions';
import { formOf, type OpenedLink } from '../../api/public-invitation/view';
import { Problem } from '../../api/http/problem';
import { application } from '../../api/public-invitation/schema';
import { z } from '../../api/http/schemas/zod';
import { parseBody } from '../../api/http/validate';
import type { FormBody } from '../kit/form-body';
import { applicationForm, applicationOf } from './application-form';
import { type InviteeContext, landingData } from './landing';
import { problemOn, sendPage } from './respond';
import * as scalars from '../../api/http/schemas/scalars';

const applicationBody = application.omit({ token: true });
const declineBody = z.strictObject({ reason: scalars.paragraph().optional() });

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
  const fields = await formOf(deps, invitation);
  const form = applicationForm({
    invitation,
    fields,
    locale,
    ...(typed && { typed }),
    ...(problem && { problem }),
  });
  sendPage(context, 'application', form, problem?.status);
  return undefined;
}

/** Hands in the application; `undefined` when the form was shown again instead. */
export async function submitApplication(
  context: GenuineContext,
  typed: FormBody,
): Promise<Decided | undefined> {
  const { deps, link, token } = context;
  const fields = await formOf(deps, link.invitation);
  return orShowAgain(
    () => acceptByLink(deps, token, parseBody(applicationBody, applicationOf(typed, fields))),
    (problem) => showApplication(context, typed, problem),
  );
}

/** Shows the page that asks whether to decline, and why. */
export async function showDecline(
  context: GenuineContext,
  typed: FormBody = {},
  problem?: Problem,
): Promise<undefined> {
  const data = {
    ...(await landingData(context, context.link.invitation)),
    reason: typed['reason'] ?? '',
    ...problemOn(context, problem?.options.errors?.[0]?.detail),
  };
  sendPage(context, 'decline', data, problem?.status);
  return undefined;
}

/** Declines; `undefined` when the page was shown again instead. */
export async function submitDecline(context: GenuineContext, typed: FormBody): Promise<Decided | undefined> {
  const { reason } = typed;
  return orShowAgain(
    () => {
      const body = parseBody(declineBody, reason === undefined ? {} : { reason });
      return declineByLink(context.deps, context.token, body.reason);
    },
    (problem) => showDecline(context, typed, problem),
  );
}

async function orShowAgain(
  decideNow: () => Promise<Decided>,
  showAgain: (problem: Problem) => Promise<undefined>,
): Promise<Decided | undefined> {
  try {
    return await decideNow();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'validation-failed') throw error;
    return showAgain(error);
  }
}
