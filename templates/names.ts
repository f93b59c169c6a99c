/** Invisible, and no part of any address: what a mail client looks for ends before it. */
const BREAK = '\u200b';

/**
 * A name as e-mails show it: it reads as it was typed, and no mail client makes a link of it. Dots, also the
 * wide ones that browsers take for dots, `://` and `@` are followed by an invisible break where a letter or a
 * digit comes next; `Dr. Oetker` stays as it is, `evil.example/x` cannot be clicked.
 */
export function withoutAddresses(name: string): string {
  return name.replace(/[.\u3002\uff0e\uff61@\uff20](?=[\p{L}\p{N}])|:(?=\/\/)/gu, `$&${BREAK}`);
}
