import { SEEN } from '../kit/form-body';
import type { KeptForm } from '../kit/kept-form';

/** The wizard shows what it is sent before it does anything; every other form does it at once. */
const SHOWS_FIRST = '/invitations/new';

/** The page that goes on with a kept form: nothing happens before its button is pressed. */
export function resumeData({ action, fields }: KeptForm, title: string) {
  const showsFirst = action === SHOWS_FIRST;
  return {
    title,
    text: showsFirst
      ? 'Nothing was sent, and nothing that you typed was lost. Go on where you were.'
      : 'Nothing was changed, and nothing that you typed was lost. Look at it once more, then send it.',
    action,
    fields: showsFirst
      ? [...fields.filter(({ name }) => name !== 'go'), { name: 'go', value: 'stay' }]
      : fields,
    shown: showsFirst ? [] : fields.filter(({ name, value }) => value !== '' && name !== SEEN),
    button: showsFirst ? 'Go on' : 'Send it now',
  };
}
