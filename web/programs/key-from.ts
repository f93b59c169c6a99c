/** Longest key of the API. */
const MOST = 64;

/** `größe` reads as `grosse`: letters without their marks, and those that no mark makes. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', œ: 'oe' };

/**
 * A key that says what a label says, in letters that keys may have, and differs from those that are taken; a label
 * without any such letter, in Arabic for example, is numbered.
 */
export function keyFrom(label: string, otherwise: string, taken: ReadonlySet<string>): string {
  const plain = label
    .toLowerCase()
    .replace(/[ßæøłđœ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, MOST - 4)
    .replace(/-+$/, '');
  const base = plain === '' ? otherwise : plain;
  if (plain !== '' && !taken.has(base)) return base;
  let number = plain === '' ? 1 : 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
