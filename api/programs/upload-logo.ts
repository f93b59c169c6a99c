import { fileName } from '../../domain/documents/file-name';
import { FILE_TYPES, fileTypeOf, typesText } from '../../domain/documents/file-types';
import { type Violation, violation } from '../../domain/field-error';
import { LOGO_BYTES, LOGO_TYPES, logosAt, type LogoType } from '../../domain/programs/logo';
import { uploadQuery } from '../documents/schema';
import { defineEndpoint, found, invalid, ok } from '../http';
import { getProgramsByKey } from './get';
import { program } from './schema';
import { presentProgram } from './view';

/** Uploads the logo of a program; e-mails and pages of invited partners show it from now on. */
export const putProgramsByKeyLogo = defineEndpoint({
  route: 'put /v1/programs/{key}/logo',
  summary: 'Upload the logo of a program',
  access: { scope: 'programs:write' },
  edits: getProgramsByKey,
  audit: 'program_changed',
  query: uploadQuery.pick({ name: true }),
  rawBody: {
    contentTypes: ['application/octet-stream', ...LOGO_TYPES.map((type) => FILE_TYPES[type].contentType)],
    limitBytes: LOGO_BYTES,
  },
  responses: {
    200: { description: 'The program; brand.logoUrl is the address of the picture.', schema: program },
  },
  problems: ['storage-unavailable'],
  async handler({ deps, caller: { accountId }, params: { key }, query: { name }, raw = Buffer.alloc(0) }) {
    const { programs, logos } = deps.stores;
    const { brand } = found(await programs.find(accountId, key));
    const type = checked(fileName(name), raw);
    const stored = await logos.add({ accountId, program: key, type }, raw);
    if (stored === 'infected') throw refused(violation('file_infected'));
    if (stored === 'unknown') throw refused(violation('file_unchecked'));
    const logoUrl = logosAt(deps.settings.publicUrl).addressOf(stored._id, type);
    const changed = await programs.put(accountId, key, { brand: { ...brand, logoUrl } });
    await logos.show(accountId, key, stored._id);
    return ok(presentProgram(changed));
  },
});

const refused = (found: Violation) => invalid([{ pointer: '/logo', ...found }]);

/** A picture by its name and by its bytes; SVG, which can hold scripts, is none. */
function checked(name: string, bytes: Buffer): LogoType {
  if (bytes.length === 0) throw refused(violation('file_empty'));
  if (bytes.length > LOGO_BYTES) throw refused(violation('file_large', LOGO_BYTES / 1_000_000));
  const type = LOGO_TYPES.find((one) => one === fileTypeOf(name, bytes));
  if (type === undefined) throw refused(violation('file_type', typesText(LOGO_TYPES)));
  return type;
}
