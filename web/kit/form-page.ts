import { problemOf, type Problem } from '../../api/http/problem';
import { formData, line, type Choice, type FieldGroup } from './forms';
import { problemSentence } from './problem-text';
import { sendScreen } from './respond';
import { newFormKey, type FormBody, type PageContext } from './page-context';

/** What is asked before something is removed, and what may be chosen. */
export interface Removal {
  readonly action: string;
  readonly label: string;
  readonly intro: string;
  readonly choice?: { readonly name: string; readonly label: string; readonly options: readonly Choice[] };
}

/** A page with one form, and below it, where there is something to remove, a second one that asks first. */
export interface FormPage {
  readonly title: string;
  readonly intro?: string;
  readonly backHref: string;
  readonly backLabel: string;
  readonly action: string;
  /** None for whoever may only look. */
  readonly button: string | undefined;
  readonly danger?: boolean;
  readonly groups: readonly FieldGroup[];
  readonly values: FormBody;
  /** A button of its own below the form. */
  readonly extra?: { readonly action: string; readonly label: string; readonly intro: string } | undefined;
  readonly removal?: Removal | undefined;
}

/** Shows the form; after a problem with what is wrong, and with what was typed in the page's values. */
export function showFormPage(context: PageContext, page: FormPage, problem?: Problem): void {
  const { title, intro, backHref, backLabel, action, button, groups, values, extra, removal } = page;
  const data = {
    title,
    heading: title,
    intro,
    backHref,
    backLabel,
    action,
    button,
    buttonClass: page.danger === true ? 'danger' : 'primary',
    extraAction: extra?.action,
    extra: extra?.label,
    extraIntro: extra?.intro,
    extraKey: newFormKey(),
    removeAction: removal?.action,
    remove: removal?.label,
    removeIntro: removal?.intro,
    removeChoice: removal?.choice,
    removeKey: newFormKey(),
    ...withProblem(groups, values, problem),
  };
  sendScreen(context, 'form', data, problem?.status ?? 200);
}

/** Fields with what is wrong at each, and the summary with what is wrong with the whole. */
export function withProblem(groups: readonly FieldGroup[], values: FormBody, problem: Problem | undefined) {
  const form = formData(groups, { values, errors: problem?.options.errors });
  const banner = problem === undefined || form.errors.length > 0 ? [] : [line(problemSentence(problem))];
  return { ...form, errors: [...banner, ...form.errors], hasErrors: problem !== undefined };
}

/** Does what a form asks for; a problem that people can do something about shows the form again. */
export async function attempt(
  work: () => Promise<void>,
  showAgain: (problem: Problem) => Promise<void> | void,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === 'internal-error' || problem.code === 'not-found') throw error;
    await showAgain(problem);
  }
}
