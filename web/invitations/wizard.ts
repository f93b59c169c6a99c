import type { ProgramDoc } from '../../models';
import { parseEmailAddress } from '../../models';
import { renderEmail } from '../../templates/render';
import { localeChain } from '../../templates/locales';
import { renderPart } from '../../templates/pages/signed-in/render';
import { durationMs } from '../../workflows/contract';
import { authorise } from '../../api/http/authenticate';
import { Problem, problemOf } from '../../api/http/problem';
import { mayCall, read, readAll, type Invitation } from '../kit/api-call';
import { durationOf } from '../kit/format';
import { sendEmailPreview } from '../programs/email-preview';
import type { Pages } from '../kit/router';
import { problemSentence } from '../kit/problem-text';
import { goTo } from '../kit/respond';
import { complaintOf, errorsOf, knownAlready, inputOf, stepOf, STEPS, type StepName } from './wizard-input';
import { showStep, type WizardState } from './wizard-steps';
import { queryOf, textOf, type FormBody, type Visit } from '../kit/page-context';

const CREATE = 'post /v1/invitations';

/** Invite Partners > Create Invitation: three steps on one path; what was typed travels in the form. */
export function wizardPages(pages: Pages): void {
  pages.get('/invitations/new', async (visit) => {
    demandInviter(visit);
    await showStep(visit, { step: 'customer', ...(await programsOf(visit)) });
  });
  pages.post('/invitations/new', takeStep);
  pages.post('/invitations/new/check-email', checkEmail);
  pages.get('/invitations/new/preview', preview);
  pages.post('/invitations/new/preview', preview);
}

/** The steps ask what the programs ask for, so that inviting by page takes reading them as well. */
export const mayInvite = (visit: Visit): boolean =>
  mayCall(visit, CREATE) && mayCall(visit, 'get /v1/programs');

function demandInviter({ caller }: Visit): void {
  authorise({ scope: 'invitations:write' }, caller);
}

async function programsOf(visit: Visit): Promise<Pick<WizardState, 'program' | 'programs'>> {
  const programs = await readAll<ProgramDoc>(visit, 'get /v1/programs');
  const wanted = textOf(visit.form, 'program') || 'default';
  const program = programs.find(({ key }) => key === wanted) ?? programs.find(({ key }) => key === 'default');
  if (program === undefined) throw new Problem('not-found');
  return { program, programs };
}

async function takeStep(visit: Visit): Promise<void> {
  demandInviter(visit);
  const { form } = visit;
  const step = STEPS.find((name) => name === textOf(form, 'step')) ?? 'customer';
  const state = { step, ...(await programsOf(visit)) };
  switch (textOf(form, 'go')) {
    case 'stay':
      return showStep(visit, state);
    case 'back':
      return showStep(visit, { ...state, step: neighbour(step, -1) });
    case 'skip':
      return showStep({ ...visit, form: { ...form, folderIds: undefined } }, { ...state, step: 'setUp' });
    case 'send':
      return send(visit, state);
    default:
      return goOn(visit, state);
  }
}

function neighbour(step: StepName, by: 1 | -1): StepName {
  return STEPS[STEPS.indexOf(step) + by] ?? step;
}

async function goOn(visit: Visit, state: WizardState): Promise<void> {
  const problem = await complaintOf(visit, state.program, state.step);
  if (problem === undefined) await showStep(visit, { ...state, step: neighbour(state.step, 1) });
  else await showAgain(visit, state, problem);
}

async function send(visit: Visit, state: WizardState): Promise<void> {
  const body = inputOf(visit.form, state.program, 'setUp');
  try {
    const { id } = await read<Invitation>(visit, CREATE, { body, key: visit.key });
    goTo(visit, '/partner-explorer?tab=invited', {
      kind: 'good',
      text: 'The invitation has been successfully sent.',
      href: `/invitations/${id}`,
      link: 'Open the invitation',
      ...(visit.deps.settings.emailTransport === 'preview' && READ_IT),
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error') throw error;
    await showAgain(visit, state, problem);
  }
}

const READ_IT = { alsoHref: '/dev/inbox', alsoLink: 'Read the e-mail in the preview inbox' };

/** The step that holds the first thing that is wrong, with everything that was typed. */
async function showAgain(visit: Visit, state: WizardState, problem: Problem): Promise<void> {
  const errors = errorsOf(problem);
  const steps = errors.map(({ pointer }) => stepOf(pointer));
  const step = STEPS.find((name) => steps.includes(name)) ?? state.step;
  const { invitationId } = problem.options;
  await showStep(visit, {
    ...state,
    step,
    errors,
    banner: errors.length === 0 ? problemSentence(problem) : undefined,
    openInvitationId: invitationId,
    status: problem.status,
  });
}

/** Says while the address is typed whether the own account knows it already. */
async function checkEmail(visit: Visit): Promise<void> {
  demandInviter(visit);
  const address = parseEmailAddress(textOf(visit.form, 'contactEmail'));
  visit.response
    .type('html')
    .send(renderPart('answer', { ...SILENCE, ...(await said(visit, address?.key)) }));
}

const SILENCE = { text: undefined, kind: 'good', href: undefined, link: undefined };

async function said(visit: Visit, emailKey: string | undefined) {
  if (emailKey === undefined) return {};
  const problem = await knownAlready(visit, emailKey);
  if (problem === undefined) return { text: 'Not invited yet.' };
  const { invitationId } = problem.options;
  return {
    kind: 'warn',
    text: errorsOf(problem)[0]?.detail,
    href: invitationId === undefined ? undefined : `/invitations/${invitationId}`,
    link: 'Open it',
  };
}

const DAY_MS = 86_400_000;

function formInQuery(visit: Visit): FormBody {
  return Object.fromEntries(Object.keys(visit.request.query).map((name) => [name, queryOf(visit, name)]));
}

/** The e-mail with what was typed so far; its links lead nowhere yet. */
async function preview(visit: Visit): Promise<void> {
  demandInviter(visit);
  const { me, deps, response } = visit;
  const form = visit.request.method === 'POST' ? visit.form : formInQuery(visit);
  const { program } = await programsOf({ ...visit, form });
  const typed = (name: string) => textOf(form, name).trim() || undefined;
  const locale = typed('locale') ?? 'en';
  const expiresMs =
    durationMs(durationOf(textOf(form, 'expiresIn'))) ?? durationMs(program.expiresIn) ?? 14 * DAY_MS;
  const saved = localeChain(locale)
    .map((tag) => program.templates['invitation']?.[tag])
    .find((override) => override !== undefined);
  const data = {
    partnerName: typed('partnerName') ?? 'Your customer',
    contactFirstName: typed('contactFirstName'),
    contactLastName: typed('contactLastName'),
    inviterName: me.user.name,
    inviterAccountName: me.account.name,
    message: typed('message'),
    expiresOn: new Date(Date.now() + expiresMs).toISOString(),
    link: `${deps.settings.publicUrl}/invitation`,
    declineLink: `${deps.settings.publicUrl}/invitation`,
    brand: program.brand,
  };
  sendEmailPreview(response, renderEmail('invitation', locale, data, saved));
}
