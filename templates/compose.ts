/** Strings of one language by name; a string may hold template variables. */
export type Strings = Readonly<Record<string, string>>;

/** Puts strings in the place of `[[name]]`; a name that is not among them stays for the next round. */
export function fill(source: string, strings: Strings): string {
  return source.replace(/\[\[(\w+)\]\]/g, (whole, name: string) => strings[name] ?? whole);
}

/** Puts strings in the place of every `[[name]]`; throws where one has none. */
export function fillAll(source: string, strings: Strings): string {
  return fill(source, strings).replace(/\[\[(\w+)\]\]/g, (_, name: string) => {
    throw new Error(`There is no text for ${name}.`);
  });
}

/** Strings are text: makes them fit for HTML, where their `&`, quotes and angle brackets are no markup. */
export function asMarkup(strings: Strings): Strings {
  return Object.fromEntries(Object.entries(strings).map(([name, text]) => [name, escapeMarkup(text)]));
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
