import { RE2JS } from 're2js';
import { violation, type Violation } from '../field-error';

/**
 * RE2 never backtracks, but its time is the length of the text times the size of the program that a pattern
 * is compiled to: 1,000 instructions take 0.3 s for the 5,000 characters of the longest answer.
 */
const MAX_PATTERN_SIZE = 1_000;

/** Longest pattern in characters; to reckon its size takes the square of that. */
export const MAX_PATTERN_CHARS = 500;

const TOO_LARGE = 'Is too large: use fewer and smaller repetitions, or min and max.';

/** Why a text is no pattern that may be saved; `undefined` when it is one. */
export function wrongWithPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN_CHARS) return TOO_LARGE;
  // Compiling alone takes seconds for what repetitions blow up, so their size is reckoned first.
  if (reckonSize(pattern) > 2 * MAX_PATTERN_SIZE) return TOO_LARGE;
  try {
    return patternSize(pattern) > MAX_PATTERN_SIZE ? TOO_LARGE : undefined;
  } catch {
    return 'Must be a pattern that RE2 understands (no look-around, no back-references).';
  }
}

/**
 * Steps of one match, characters times instructions: they take some 10 ms, for which everybody else waits. A
 * pattern of 20 instructions, enough for most numbers, may look at 5,000 characters.
 */
const MOST_STEPS = 100_000;
const MOST_KNOWN_PATTERNS = 200;

const known = new Map<string, RE2JS>();

/** What is wrong with a text that has to match a pattern as a whole; `undefined` when nothing is. */
export function wrongWithText(pattern: string, text: string): Violation | undefined {
  const compiled = known.get(pattern) ?? remember(pattern);
  const most = Math.floor(MOST_STEPS / compiled.programSize());
  if (text.length > most) return violation('too_long', most);
  return compiled.matches(text) ? undefined : violation('pattern');
}

function remember(pattern: string): RE2JS {
  const compiled = RE2JS.compile(pattern);
  known.set(pattern, compiled);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN_PATTERNS && oldest !== undefined) known.delete(oldest);
  return compiled;
}

/** Instructions of the compiled pattern; throws for what is none. */
export function patternSize(pattern: string): number {
  return RE2JS.compile(pattern).programSize();
}

/** An escape, a class, a repetition, or any one character. */
const TOKEN = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]|\{(\d+)(,?)(\d*)\}|[\s\S]/gu;

/** About how many instructions a pattern has once its repetitions are written out; never far too few. */
function reckonSize(pattern: string): number {
  // Quoted text would hide its brackets from the reckoning.
  if (pattern.includes('\\Q')) return Infinity;
  const outer: number[] = [];
  let sum = 0;
  let last = 0;
  for (const [token, least, , most] of pattern.matchAll(TOKEN)) {
    if (token === '(') {
      outer.push(sum);
      sum = 0;
      last = 0;
    } else if (token === ')') {
      last = sum + 2;
      sum = (outer.pop() ?? 0) + last;
    } else if (least !== undefined) {
      const more = last * (Math.max(Number(least), Number(most)) - 1);
      sum += Math.max(0, more);
      last += Math.max(0, more);
    } else {
      last = 1;
      sum += 1;
    }
  }
  return sum;
}
