import * as api from '../../api';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { Problem } from '../../api/http/problem';
import { countryChoices } from '../../domain/countries';
import { markedName } from '../../templates/marks';
import { textOf } from '../kit/form-body';
import { type Field, formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { reader, sentences, t } from '../kit/reader';
import { OUTCOMES } from './rule-rows';

export type Verdict = JsonBodyOf<typeof api.postProgramsByKeyRulesDryRun>;

/** Asks the saved rules about the contact that was typed. */
export function tryRules(context: PageContext): Promise<Verdict> {
  const { form: typed } = context;
  const country = textOf(typed, 'country');
  const body = {
    contactEmail: textOf(typed, 'contactEmail'),
    ...(country !== '' && { country }),
    ...(textOf(typed, 'applied') === 'on' && { applied: true }),
  };
  return context.call(api.postProgramsByKeyRulesDryRun, { body });
}

const dryRunFields = (): readonly Field[] => [
  { name: 'contactEmail', label: 'Contact Email', inputType: 'email', required: true, autocomplete: 'off' },
  {
    name: 'country',
    label: 'Country',
    kind: 'select',
    blank: 'Not known',
    options: countryChoices(reader().locale),
  },
  { name: 'applied', label: 'Applied without an invitation', kind: 'checkbox' },
];

interface Tried {
  readonly verdict?: Verdict;
  readonly refused?: Problem;
}

/** The form that tries the rules, with what they said. */
export function dryRunData({ form: typed }: PageContext, path: string, { verdict, refused }: Tried) {
  const { groups } = formData([{ fields: dryRunFields() }], typed, refused);
  const [label, tone] = verdict === undefined ? [undefined, undefined] : OUTCOMES[verdict.outcome];
  return {
    action: `${path}/dry-run`,
    fields: groups[0]?.fields ?? [],
    verdict: label && t(label),
    tone,
    why:
      verdict?.ruleId == null
        ? t(
            textOf(typed, 'applied') === 'on'
              ? 'No rule fires; people decide.'
              : 'No rule fires; Auto-Onboarding decides.',
          )
        : sentences(t('by the rule "{{rule}}".', { rule: verdict.ruleId }), addedTo(verdict)),
  };
}

function addedTo({ addTo }: Verdict): string {
  return addTo === null ? '' : t('They become a user of {{partner}}.', { partner: markedName(addTo.name) });
}
