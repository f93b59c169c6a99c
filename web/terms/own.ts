import * as api from '../../api';
import { Problem } from '../../api/http/problem';
import { invalid } from '../../api/http/validate';
import { violation } from '../../domain/field-error';
import { newFormKey } from '../kit/form-body';
import { date } from '../kit/format';
import { formData } from '../kit/forms';
import type { PageContext, Pages } from '../kit/page-context';
import { failure } from '../kit/respond';
import { acceptedVersion, acceptField, termsData } from './shown';

/** Terms that partners accept between the sign-in and their workspace. */
export function ownTermsPages(pages: Pages): void {
  pages.get('/terms', (context) => showTerms(context));
  pages.post('/terms', accept, showTerms);
}

/** Whether a page has to wait for the terms of somebody. */
export function waitsForTerms(error: unknown): boolean {
  return error instanceof Problem && error.code === 'terms-not-accepted';
}

async function waitingTerms(context: PageContext) {
  const [locale] = context.request.acceptsLanguages();
  const query = locale === undefined || locale === '*' ? {} : { locale };
  const { items } = await context
    .call(api.getMeTerms, { query })
    // What a browser calls its language may be anything.
    .catch(() => context.call(api.getMeTerms));
  return items;
}

async function showTerms(context: PageContext, problem?: Problem): Promise<void> {
  const items = await waitingTerms(context);
  if (items.length === 0) {
    context.goTo('/workspace');
    return;
  }
  const waiting = items.map((one, index) => {
    const { groups } = formData([{ fields: [acceptField(undefined, `termsVersion-${index}`)] }]);
    return {
      id: `terms-${index}`,
      key: newFormKey(),
      account: one.account.name,
      accountId: one.account.id,
      program: one.program.name,
      programKey: one.program.key,
      version: String(one.version),
      published: date(one.publishedAt),
      terms: termsData(one, groups[0]?.fields[0]),
    };
  });
  context.show(
    'terms',
    { title: 'Terms', waiting, ...failure(problem, sentenceOf(problem)) },
    problem?.status,
  );
}

function sentenceOf(problem: Problem | undefined): string | undefined {
  if (problem?.code === 'validation-failed')
    return 'Please read the terms, then tick the box to accept them.';
  return problem?.code === 'terms-changed'
    ? 'The terms were changed in the meantime. Please read them as they are now.'
    : undefined;
}

async function accept(context: PageContext): Promise<void> {
  const version = acceptedVersion(context.form);
  if (version === undefined) throw invalid([{ pointer: '/termsVersion', ...violation('terms') }]);
  const [accountId, program, locale] = ['accountId', 'program', 'locale'].map((name) => context.text(name));
  await context.submit(api.postMeTermsAccept, { accountId, program, locale, version });
  context.done('/terms', 'Thank you. The terms are accepted.');
}
