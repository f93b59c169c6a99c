import type { InvitationDetails } from '../kit/api-call';
import { sentences, t } from '../kit/reader';
import { failureText, stepText } from './failure-words';

const STATES = {
  done: { tone: 'good', text: 'done' },
  waiting: { tone: 'info', text: 'under way' },
  failed: { tone: 'bad', text: 'failed' },
  undone: { tone: 'plain', text: 'undone' },
} as const;

/** The set-up as a list to tick off, while it is worth looking at. */
export function setUpData({ setUp, status }: InvitationDetails) {
  if (setUp === null || status === 'active') return undefined;
  return setUp.steps.map(({ step, state }) => ({
    label: stepText(step),
    tone: STATES[state].tone,
    text: t(STATES[state].text),
  }));
}

/** What went wrong with it. */
export function setUpFailure({ setUp }: InvitationDetails): string | undefined {
  const failure = setUp?.failure ?? undefined;
  return failure && sentences(failureText(failure), t('What was done before was undone.'));
}
