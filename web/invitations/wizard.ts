import * as api from '../../api';
import { alreadyInvited } from '../../api/invitations/new-invitation';
import { savedTexts } from '../../domain/programs/program';
import { parseEmailAddress } from '../../domain/email-address';
import { renderEmail } from '../../templates/render';
import { renderPart } from '../../templates/pages/signed-in/render';
import { durationMs } from '../../workflows/contract';
import { authorise } from '../../api/http/authenticate';
import { Problem, problemOf } from '../../api/http/problem';
import { type FormBody, textOf } from '../kit/form-body';
import { durationOf } from '../kit/format';
import { type PageContext, pageContext, type Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { begunAgain } from './again';
import { answersFrame, sendEmailPreview } from '../kit/frames';
import { begunAt } from './partner-choice';
import { AGAIN, atFields, checkSteps, inputOf, type StepName, stepOf, STEPS } from './wizard-input';
import { showStep, type WizardState } from './wizard-steps';

/**
 * Invite Partners > Create Invitation: three steps on one path, in any order, each of which may send; what was typed
 * travels in the form.
 */
export function wizardPages(pages: Pages): void {
  pages.get('/invitations/new', async (context) => {
    if (context.query('again') !== undefined) {
      await showMissing(pageContext({ ...context, form: await begunAgain(context) }));
      return;
    }
    const begun = pageContext({ ...context, form: await begunAt(context) });
    await showStep(begun, await stateOf(begun));
  });
  const program = (context: PageContext) => ({ program: context.text('program') || 'default' });
  pages.postAnswers('/invitations/new', program, takeStep, showAgain);
  pages.post('/invitations/new/check-email', checkEmail);
  pages.get('/invitations/new/preview', preview);
  pages.post('/invitations/new/preview', preview);
}

function requireInviter({ caller }: PageContext): void {
  authorise({ scope: 'invitations:write' }, caller);
}

async function stateOf(context: PageContext): Promise<WizardState> {
  requireInviter(context);
  const step = STEPS.find((name) => name === context.text('step')) ?? 'customer';
  const programs = await context.callAll(api.getPrograms);
  const wanted = context.text('program') || 'default';
  const program = programs.find(({ key }) => key === wanted) ?? programs.find(({ key }) => key === 'default');
  if (program === undefined) throw new Problem('not-found');
  return { step, program, programs };
}

async function takeStep(context: PageContext): Promise<void> {
  const { form } = context;
  const state = await stateOf(context);
  const { step } = state;
  const go = textOf(form, 'go');
  const chosen = STEPS.find((name) => go === `to.${name}`);
  if (chosen !== undefined) return showStep(context, { ...state, step: chosen });
  switch (go) {
    case 'stay':
      return showStep(context, state);
    case 'back':
      return showStep(context, { ...state, step: neighbour(step, -1) });
    case 'send':
      return send(context, state);
    default:
      return goOn(context, state);
  }
}

function neighbour(step: StepName, by: 1 | -1): StepName {
  return STEPS[STEPS.indexOf(step) + by] ?? step;
}

async function goOn(context: PageContext, state: WizardState): Promise<void> {
  await checkSteps(context, state.program, state.step);
  await showStep(context, { ...state, step: neighbour(state.step, 1) });
}

/** Of somebody who is invited again the first step, or the one in which something is missing by now. */
async function showMissing(context: PageContext): Promise<void> {
  const state = await stateOf(context);
  try {
    await checkSteps(context, state.program, 'setUp');
  } catch (error) {
    const problem = problemOf(error);
    if (problem.status >= 500) throw error;
    await showAgain(context, problem);
    return;
  }
  await showStep(context, state);
}

async function send(context: PageContext, state: WizardState): Promise<void> {
  const earlier = context.text(AGAIN);
  const body = inputOf(context.form, state.program, 'setUp');
  const { id } =
    earlier === ''
      ? await context.submit(api.postInvitations, body)
      : await context.call(api.postInvitationsByIdReinvite, {
          ...{ params: { id: earlier }, body, key: context.key },
        });
  context.goTo('/partner-explorer?tab=invited', {
    kind: 'good',
    text: 'The invitation has been successfully sent.',
    href: `/invitations/${id}`,
    link: 'Open the invitation',
    ...(context.deps.settings.emailTransport === 'preview' && READ_IT),
  });
}

const READ_IT = { alsoHref: '/dev/inbox', alsoLink: 'Read the e-mail in the preview inbox' };

/** The step that holds the first thing that is wrong, with everything that was typed. */
async function showAgain(context: PageContext, problem: Problem): Promise<void> {
  const state = await stateOf(context);
  const shown = atFields(problem);
  const steps = shown.options.errors?.map(({ pointer }) => stepOf(pointer)) ?? [];
  const step = STEPS.find((name) => steps.includes(name)) ?? state.step;
  await showStep(context, { ...state, step, problem: shown });
}

/** Says while the address is typed whether the own account knows it already. */
async function checkEmail(context: PageContext): Promise<void> {
  requireInviter(context);
  const address = parseEmailAddress(context.text('contactEmail'));
  context.response
    .type('html')
    .send(renderPart('answer', { kind: 'good', ...(await said(context, address?.key)) }));
}

async function said(context: PageContext, emailKey: string | undefined) {
  if (emailKey === undefined) return {};
  const problem = await alreadyInvited(context.deps, context.caller, emailKey);
  if (problem === undefined) return { text: t('Not invited yet.') };
  const { invitationId } = problem.options;
  return {
    kind: 'warn',
    text: t(atFields(problem).options.errors?.[0]?.detail ?? ''),
    href: invitationId === undefined ? undefined : `/invitations/${invitationId}`,
    link: t('Open it'),
  };
}

const DAY_MS = 86_400_000;

function formInQuery(context: PageContext): FormBody {
  return Object.fromEntries(Object.keys(context.request.query).map((name) => [name, context.query(name)]));
}

/** The e-mail with what was typed so far; its links lead nowhere yet. */
async function preview(context: PageContext): Promise<void> {
  const { me, deps, response } = context;
  answersFrame(response);
  const form = context.request.method === 'POST' ? context.form : formInQuery(context);
  const { program } = await stateOf(pageContext({ ...context, form }));
  const typed = (name: string) => textOf(form, name).trim() || undefined;
  const locale = typed('locale') ?? 'en';
  const expiresMs =
    durationMs(durationOf(textOf(form, 'expiresIn'))) ?? durationMs(program.expiresIn) ?? 14 * DAY_MS;
  const data = {
    partnerName: typed('partnerName') ?? t('Your customer'),
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
  sendEmailPreview(
    response,
    renderEmail('invitation', locale, data, savedTexts(program, 'invitation', locale)),
  );
}
