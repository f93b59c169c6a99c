import { ulid } from 'ulid';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { accepted, defineEndpoint, found, scalars, z } from '../http';
import { withSampleAllowance } from '../email/allowance';
import { sendableTexts } from './email-preview';

const wanted = z.strictObject({ template: z.enum(EMAIL_TEMPLATES), locale: scalars.locale.default('en') });

/** Mails an e-mail of the program, as it is saved and with sample data, to whoever asks. */
export const postProgramsByKeyTemplatesTestSend = defineEndpoint({
  route: 'post /v1/programs/{key}/templates/test-send',
  summary: 'Send yourself a sample of an e-mail',
  access: { scope: 'programs:write' },
  audit: { exempt: 'A sample to oneself changes nothing.' },
  body: wanted,
  responses: { 202: { description: 'The sample is on its way to the caller.' } },
  problems: ['temporal-unavailable'],
  async handler({ deps, caller, params, body: { template, locale } }) {
    const program = found(await deps.stores.programs.find(caller.accountId, params.key));
    sendableTexts(program, template, locale, {});
    const { accountId, userId } = caller;
    const messageId = `sample.${ulid()}`;
    const sample = { program: program.key, locale };
    await withSampleAllowance(deps, caller, () =>
      deps.temporal.sendUserEmail({ messageId, template, userId, accountId, sample }),
    );
    return accepted({});
  },
});
