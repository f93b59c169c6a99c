import type { FileTypeName } from '../documents/file-types';

/** The types that a logo may have: what every mail program shows, and no browser runs. */
export const LOGO_TYPES = ['png', 'jpeg'] as const satisfies readonly FileTypeName[];
export type LogoType = (typeof LOGO_TYPES)[number];

/** Whoever opens an e-mail waits for it. */
export const LOGO_BYTES = 500_000;

/** How long one that was replaced is still there, for e-mails that were sent with it. */
export const REPLACED_LOGO_MS = 90 * 24 * 3_600_000;

const ENDINGS: Readonly<Record<LogoType, string>> = { png: 'png', jpeg: 'jpg' };

/** What a logo is called in its address: a hash, so that another picture has another address. */
const NAME = /^([0-9a-f]{64})\.(?:png|jpg)$/;

/** The name of a logo in its address. */
export const logoName = (id: string, type: LogoType): string => `${id}.${ENDINGS[type]}`;

/** The ID in such a name; `undefined` for every other text. */
export const logoIdOf = (name: string): string | undefined => NAME.exec(name)?.[1];

/** Whether an address may be that of an uploaded logo, wherever Usher is. */
export function isLogoAddress(address: string): boolean {
  const [, name = ''] = /^https?:\/\/[^/?#]+\/(?:.*\/)?logos\/([^/]+)$/.exec(address) ?? [];
  return logoIdOf(name) !== undefined;
}

/** Uploaded logos of an Usher at an address: how they are called from outside, and back. */
export function logosAt(publicUrl: string) {
  const start = `${publicUrl}/logos/`;
  return {
    addressOf: (id: string, type: LogoType): string => start + logoName(id, type),
    idIn: (address: string): string | undefined =>
      address.startsWith(start) ? logoIdOf(address.slice(start.length)) : undefined,
    /** Pages load a picture from here, or over https. */
    mayShow: (address: string): boolean => address.startsWith('https:') || address.startsWith(start),
  };
}
