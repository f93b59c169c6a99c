import { SETTINGS } from './variables';

/** Shorter names are everybody's, such as HOST and HOME. */
const SHORTEST = 8;
/** One for each five letters, two at the most. */
const MOST_EDITS = 2;

/** One line for each variable that looks like a setting of Usher and is none: it would be passed over silently. */
export function misspeltIn(env: NodeJS.ProcessEnv): string[] {
  const known = new Set(SETTINGS.flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(env)
    .filter((name) => name.length >= SHORTEST && !known.has(name))
    .flatMap((name) => {
      const meant = SETTINGS.find(
        (setting) => setting.length >= SHORTEST && edits(name, setting) <= MOST_EDITS,
      );
      return meant === undefined ? [] : [`${name} is no setting of Usher; is ${meant} meant?`];
    });
}

/** How many letters have to be put in, taken out or changed. */
function edits(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > MOST_EDITS) return MOST_EDITS + 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
