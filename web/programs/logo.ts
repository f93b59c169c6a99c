import * as api from '../../api';
import type { Problem } from '../../api/http/problem';
import { invalid } from '../../api/http/validate';
import type { Program } from '../../api/programs/schema';
import { fileName } from '../../domain/documents/file-name';
import { acceptOf, typesText } from '../../domain/documents/file-types';
import { fileSize } from '../kit/format';
import { LOGO_BYTES, LOGO_TYPES, logosAt } from '../../domain/programs/logo';
import { violation } from '../../domain/field-error';
import { newFormKey } from '../kit/form-body';
import { type Field, formData } from '../kit/forms';
import type { PageContext } from '../kit/page-context';
import { t } from '../kit/reader';

const field = (): Field => ({
  name: 'logo',
  label: 'Picture',
  kind: 'file',
  required: true,
  wide: true,
  help: t('{{types}}. Up to {{size}}.', { types: typesText(LOGO_TYPES), size: fileSize(LOGO_BYTES) }),
  file: { accept: acceptOf(LOGO_TYPES), known: new Map(), texts: { uploaded: '', replace: '', remove: '' } },
});

/** The form that uploads a logo, for whoever may, and the one that was uploaded. */
export function logoData({ deps, may }: PageContext, { key, brand }: Program, problem?: Problem) {
  if (!may(api.putProgramsByKeyLogo)) return {};
  const { groups, errors, hasErrors } = formData([{ fields: [field()] }], {}, problem);
  const { idIn } = logosAt(deps.settings.publicUrl);
  const isOurs = idIn(brand.logoUrl ?? '') !== undefined;
  return {
    ...(problem && { errors, hasErrors }),
    logo: {
      action: `/programs/${key}/logo`,
      key: newFormKey(),
      src: isOurs ? new URL(brand.logoUrl ?? '').pathname : undefined,
      fields: groups.flatMap(({ fields }) => fields),
    },
  };
}

/** Uploads the chosen picture. */
export async function saveLogo({ call, sentFile, param, done }: PageContext): Promise<void> {
  const { name, content, isTooLarge } = sentFile ?? { name: '', content: Buffer.alloc(0), isTooLarge: false };
  if (isTooLarge) throw invalid([{ pointer: '/logo', ...violation('file_large', LOGO_BYTES / 1_000_000) }]);
  if (name === '') throw invalid([{ pointer: '/logo', ...violation('required') }]);
  await call(api.putProgramsByKeyLogo, { query: { name: fileName(name) }, raw: content });
  done(
    `/programs/${encodeURIComponent(param('key'))}?tab=brand`,
    'The logo was uploaded, and is shown from now on.',
  );
}
