import express, { type Request, type Response, type Router } from 'express';
import * as api from '../../api';
import type { ApiDeps } from '../../api/deps';
import { Problem } from '../../api/http/problem';
import type { JsonBodyOf } from '../../api/http/endpoint';
import { shippedLocale } from '../../templates/locales';
import { isChanged, isWrongEntry } from '../invitee/answers';
import { applicationForm, applicationOf } from '../invitee/application-form';
import { askedLocale, type LinkContext, plainTheme, themeBy } from '../invitee/landing';
import {
  limitedByIp,
  type LinkCookie,
  readFilledForm,
  readLinkForm,
  takeTokenOutOfAddress,
  isVisitorToken,
  tokenInCookie,
  visitorToken,
} from '../invitee/link-cookie';
import { problemOn, sendNotice, sendPage, showProblem } from '../invitee/respond';
import { fileName } from '../../domain/documents/file-name';
import { bytesText } from '../../templates/formats';
import { whileFilesAreTaken, withFileIds } from '../documents/uploads';
import { answerOf } from '../kit/api-call';
import type { SentFile } from '../kit/upload';
import { type FormBody, textOf } from '../kit/form-body';

/** The link's token, and what stands for a visitor who has none yet. */
const FORM_COOKIE: LinkCookie = { name: 'usher_apply', path: '/apply' };
const VISIT_COOKIE: LinkCookie = { name: 'usher_apply_visit', path: '/apply' };

/** As much as the API takes. */
const FORM_BYTES = 64 * 1024;

type Page = JsonBodyOf<typeof api.getPublicApplyBySlug>;
type Opened = JsonBodyOf<typeof api.postPublicApplyBySlugLookup>;

interface ApplyContext extends LinkContext {
  readonly page: Page;
  readonly href: string;
}

/**
 * The public page of a program on which anybody applies: the address first, then, by the mailed link, the form. GET
 * and HEAD change nothing; what the page says never depends on whose the address is.
 */
export function applyPages(deps: ApiDeps): Router {
  const router = express.Router({ caseSensitive: true });
  router.use('/apply', limitedByIp(deps));
  router.get('/apply/:slug', async (request, response) => {
    const token = visitorToken(request, response, VISIT_COOKIE, deps.settings);
    const context = await openPage(deps, request, response, token);
    if (context !== undefined) showPage(context);
  });
  router.post('/apply/:slug', async (request, response) => {
    const context = await openPage(deps, request, response, tokenInCookie(request, VISIT_COOKIE));
    if (context !== undefined) await askForLink(context);
  });
  router.get(
    '/apply/:slug/form',
    takeTokenOutOfAddress(
      FORM_COOKIE,
      deps.settings,
      ({ params }) => `${hrefOf(String(params['slug']))}/form`,
    ),
    async (request, response) => {
      const context = await openPage(deps, request, response, tokenInCookie(request, FORM_COOKIE));
      if (context !== undefined) await withForm(context, (opened) => showForm(context, opened));
    },
  );
  router.post('/apply/:slug/form', async (request, response) => {
    const context = await openPage(deps, request, response, tokenInCookie(request, FORM_COOKIE));
    if (context === undefined) return;
    await withForm(context, (opened) => whileFilesAreTaken(context, () => submit(context, opened)));
  });
  router.use('/apply', showProblem(deps));
  return router;
}

const hrefOf = (slug: string): string => `/apply/${encodeURIComponent(slug)}`;

/** The page that was asked for; where there is none, says so. */
async function openPage(
  deps: ApiDeps,
  request: Request,
  response: Response,
  token: string,
): Promise<ApplyContext | undefined> {
  const locale = askedLocale(request);
  const found = await answerOf({ deps, request }, api.getPublicApplyBySlug).catch(ifUnknown);
  if (found === undefined) {
    sendNotice({ response, locale, theme: plainTheme() }, 'applyClosed', { status: 404 });
    return undefined;
  }
  const { body: page } = found;
  const inviter = { inviterAccountName: page.accountName, inviterName: page.accountName };
  const { logoUrl, color } = page.brand;
  const theme = themeBy(deps, inviter, { ...(logoUrl && { logoUrl }), ...(color && { color }) }, token);
  return { deps, request, response, token, locale, theme, page, href: hrefOf(page.slug) };
}

function ifUnknown(error: unknown): undefined {
  if (error instanceof Problem && (error.code === 'not-found' || error.code === 'validation-failed'))
    return undefined;
  throw error;
}

function showPage(context: ApplyContext, typed: FormBody = {}, problem?: Problem): void {
  const { page, href } = context;
  const code = problem?.options.errors?.[0]?.code;
  const timing = { fast: code === 'fast', old: code === 'old' };
  const data = {
    programName: page.programName,
    applyHref: href,
    email: textOf(typed, 'email').slice(0, 254),
    // Whoever was too fast goes on with the page as it is.
    challenge: timing.fast ? textOf(typed, 'challenge') : page.challenge,
    ...(timing.fast || timing.old ? { hasErrors: true, ...timing } : problemOn(context, problem)),
  };
  sendPage(context, 'apply', data, problem?.status);
}

async function askForLink(context: ApplyContext): Promise<void> {
  if (!isVisitorToken(context.token)) throw new Problem('csrf');
  const typed = await readLinkForm(context);
  const trap = textOf(typed, 'subject');
  const body = {
    email: textOf(typed, 'email'),
    challenge: textOf(typed, 'challenge'),
    locale: context.locale,
    ...(trap !== '' && { trap: trap.slice(0, 100) }),
  };
  try {
    await answerOf(context, api.postPublicApplyBySlug, { body });
  } catch (error) {
    if (!isWrongEntry(error)) throw error;
    showPage(context, typed, error);
    return;
  }
  sendNotice(context, 'applyMailed');
}

/** Goes on with what the link opens, once; a link that opens nothing is a mail away from one that does. */
async function withForm(
  context: ApplyContext,
  step: (opened: Opened) => Promise<void> | void,
): Promise<void> {
  const { token, href } = context;
  const found = await answerOf(context, api.postPublicApplyBySlugLookup, { body: { token } }).catch(
    ifUnknown,
  );
  if (found === undefined) sendNotice(context, 'applyLinkDead', { status: 404, actionHref: href });
  else if (found.body.applied)
    sendNotice({ ...context, locale: shippedLocale(found.body.locale) }, 'accepted');
  else await step(found.body);
}

function showForm(context: ApplyContext, opened: Opened, typed?: FormBody, problem?: Problem): void {
  const locale = shippedLocale(opened.locale);
  const form = applicationForm({
    invitation: { ...NOTHING_KNOWN, contactEmail: opened.contactEmail },
    fields: opened.form.fields,
    locale,
    files: new Map(
      opened.documents.map(({ id, name, bytes }) => [id, { name, size: bytesText(bytes, locale) }]),
    ),
    applies: { hasUser: opened.account === 'existing' },
    ...(typed && { typed }),
    terms: opened.terms ?? undefined,
    ...(problem && isWrongEntry(problem) && { problem }),
  });
  sendPage(
    { ...context, locale },
    'application',
    { ...form, applyHref: `${context.href}/form`, termsChanged: problem && isChanged(problem) },
    problem?.status,
  );
}

const NOTHING_KNOWN = {
  partnerName: '',
  contactFirstName: null,
  contactLastName: null,
  phoneNumber: null,
  country: null,
  industry: null,
  customFields: null,
};

async function submit(context: ApplyContext, opened: Opened): Promise<void> {
  const { token } = context;
  const sent = await readFilledForm(context, FORM_BYTES);
  const { form: typed, problem: wrongFile } = await withFileIds(sent, (key, file) =>
    storeFile(context, key, file),
  );
  if (wrongFile !== undefined) return showAgain(context, typed, wrongFile);
  const reader = { ...context, locale: shippedLocale(opened.locale) };
  try {
    const body = { token, ...applicationOf(typed, opened.form.fields) };
    await answerOf(context, api.postPublicApplyBySlugApplication, { body });
  } catch (error) {
    if (isWrongEntry(error) || isChanged(error)) await showAgain(context, typed, error);
    else if (error instanceof Problem && error.status === 409)
      sendNotice(reader, 'applyKnown', { status: 409 });
    else throw error;
    return;
  }
  sendNotice(reader, 'accepted');
}

/** With what was uploaded meanwhile, and the terms as they are now. */
function showAgain(context: ApplyContext, typed: FormBody, problem: Problem): Promise<void> {
  return withForm(context, (opened) => showForm(context, opened, typed, problem));
}

async function storeFile(context: ApplyContext, field: string, file: SentFile): Promise<string> {
  const { body } = await answerOf(context, api.postPublicApplyBySlugDocuments, {
    raw: file.content,
    query: { field, name: fileName(file.name) },
    headers: { 'usher-application-token': context.token },
  });
  return body.id;
}
