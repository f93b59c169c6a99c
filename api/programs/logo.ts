import { FILE_TYPES } from '../../domain/documents/file-types';
import { logoIdOf } from '../../domain/programs/logo';
import { defineEndpoint, found, z } from '../http';

/** The picture behind `brand.logoUrl`, for mail programs and browsers of anybody; another picture has another address. */
export const getLogosByName = defineEndpoint({
  route: 'get /logos/{name}',
  summary: 'Show an uploaded logo',
  access: 'public',
  params: z.strictObject({ name: z.string().max(80) }),
  responses: {
    200: {
      description: 'The picture, to be kept for a year.',
      contentType: 'image/png',
      alsoAs: ['image/jpeg'],
    },
  },
  problems: ['storage-unavailable'],
  async handler({ deps: { stores }, params: { name } }) {
    const logo = found(await stores.logos.find(found(logoIdOf(name))));
    const body = found(await stores.logos.content(logo));
    const headers = {
      'Content-Type': FILE_TYPES[logo.type].contentType,
      'Content-Disposition': 'inline',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Cache-Control': 'public, max-age=31536000, immutable',
    };
    return { status: 200 as const, headers, body };
  },
});
