/** Longer names are cut, their ending kept. */
const MOST_CHARACTERS = 120;

/** Names that Windows keeps for devices. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * The name of an uploaded file as it is stored, shown and offered for saving: no path, nothing that cannot be seen or
 * that turns the direction of text, nothing that a file system takes for more than a name.
 */
export function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/["*:<>?|%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const safe = RESERVED.test(plain) ? `_${plain}` : plain;
  return safe === '' ? 'file' : cut(safe);
}

function cut(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MOST_CHARACTERS) return name;
  const ending = Array.from(extensionOf(name));
  return [...characters.slice(0, MOST_CHARACTERS - ending.length), ...ending].join('');
}

/** The ending with its dot, in lower case; empty without one. */
export function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0].toLowerCase() ?? '';
}

/** `Content-Disposition` that saves the file under its name, whatever letters it has (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
