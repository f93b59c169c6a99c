import type { z } from 'zod';

/** Values of a schema as one word of text, for a cookie or a hidden field, and back. */
export function packed<S extends z.ZodType>(schema: S) {
  return {
    pack: (value: z.input<S>): string => Buffer.from(JSON.stringify(value)).toString('base64url'),
    /** `undefined` for anything that it did not make. */
    unpack: (text: string): z.output<S> | undefined => {
      try {
        return schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
      } catch {
        return undefined;
      }
    },
  };
}
