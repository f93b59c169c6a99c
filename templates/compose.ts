import fs from 'node:fs';

/** Strings of one language by name; a string may hold template variables. */
export type Strings = Readonly<Record<string, string>>;

/** Puts strings in the place of `[[name]]`; a name that is not among them stays for the next round. */
export function fill(source: string, strings: Strings): string {
  return source.replace(/\[\[(\w+)\]\]/g, (whole, name: string) => strings[name] ?? whole);
}

/** Strings are text: makes them fit for HTML, where their `&`, quotes and angle brackets are no markup. */
export function asMarkup(strings: Strings): Strings {
  return Object.fromEntries(Object.entries(strings).map(([name, text]) => [name, escapeMarkup(text)]));
}

/** A JSON file of ours, read as what its reader knows it to be. */
export function readJson(file: string): unknown {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
