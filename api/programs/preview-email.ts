import { brand as brandOfProgram, templateTexts } from '../../domain/programs/settings';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { renderSample } from '../../templates/sample';
import { defineEndpoint, found, ok, scalars, z } from '../http';
import { defined } from '../../domain/defined';
import { membershipOf } from '../sessions/view';
import { sendableTexts } from './email-preview';

const wanted = z.strictObject({
  template: z.enum(EMAIL_TEMPLATES),
  locale: scalars.locale.default('en'),
  ...templateTexts,
  brand: brandOfProgram.optional(),
});

const rendered = z.object({ subject: z.string(), preheader: z.string(), html: z.string(), text: z.string() });

/** Renders an e-mail with sample data: the texts and brand given, else the program's own, else the shipped ones. */
export const postProgramsByKeyTemplatesPreview = defineEndpoint({
  route: 'post /v1/programs/{key}/templates/preview',
  summary: 'Preview an e-mail',
  access: { scope: 'programs:read' },
  audit: { exempt: 'A preview changes nothing.' },
  body: wanted,
  responses: { 200: { description: 'The e-mail with sample data.', schema: rendered } },
  async handler({ deps, caller, params, body: { template, locale, brand, ...given } }) {
    const program = found(await deps.stores.programs.find(caller.accountId, params.key));
    const texts = sendableTexts(program, template, locale, defined(given));
    const { account } = await membershipOf(deps, caller);
    const sender = {
      inviterName: caller.name,
      inviterAccountName: account.name,
      link: `${deps.settings.publicUrl}/invitation`,
      brand: brand ?? program.brand,
    };
    return ok(renderSample(template, locale, texts, sender));
  },
});
