import { brand as brandOfProgram, templateTexts } from '../../domain/programs/settings';
import { EMAIL_TEMPLATES } from '../../workflows/contract';
import { defineEndpoint, found, invalid, ok, scalars, z } from '../http';
import { defined } from '../../domain/defined';
import { membershipOf } from '../sessions/view';
import { previewEmail, refusedTexts } from './email-preview';

const wanted = z.strictObject({
  template: z.enum(EMAIL_TEMPLATES),
  locale: scalars.locale.default('en'),
  ...templateTexts,
  brand: brandOfProgram.optional(),
});

const rendered = z.object({ subject: z.string(), html: z.string(), text: z.string() });

/** Renders an e-mail with sample data: the texts and brand given, else the program's own, else the shipped ones. */
export const postProgramsByKeyTemplatesPreview = defineEndpoint({
  route: 'post /v1/programs/{key}/templates/preview',
  summary: 'Preview an e-mail',
  access: { scope: 'programs:read' },
  audit: { exempt: 'A preview changes nothing.' },
  body: wanted,
  responses: { 200: { description: 'The e-mail with sample data.', schema: rendered } },
  async handler({ deps, caller, params, body: { template, locale, brand, ...texts } }) {
    const saved = found(await deps.stores.programs.find(caller.accountId, params.key));
    const program = { ...saved, ...defined({ brand }) };
    const errors = refusedTexts(program, template, locale, defined(texts));
    if (errors.length > 0) throw invalid(errors);
    const { account } = await membershipOf(deps, caller);
    const sender = {
      inviterName: caller.name,
      inviterAccountName: account.name,
      publicUrl: deps.settings.publicUrl,
    };
    return ok(previewEmail(program, template, locale, defined(texts), sender));
  },
});
