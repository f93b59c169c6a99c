import type { Argument, Command, Option } from 'commander';

/** One way to go on: what to type, and what it means. */
export interface Candidate {
  readonly text: string;
  readonly description: string;
}

/** How a command line may go on; `files` where the name of a file is wanted. */
export type Completion = readonly Candidate[] | 'files';

/**
 * How the words typed so far, the last of them unfinished, may go on. All of it comes from the program
 * itself: its commands, options, arguments and their choices.
 */
export function complete(program: Command, words: readonly string[]): Completion {
  // Bash splits at the sign of equality.
  const typed = words.filter((word) => word !== '=');
  const current = words.at(-1) === '=' ? '' : (typed.pop() ?? '');
  const place = follow(program, typed);
  const found = place.option ? choicesOf(place.option) : nextOf(place, current);
  return found === 'files' ? found : found.filter(({ text }) => text.startsWith(current));
}

/** Where the finished words lead. */
interface Place {
  readonly command: Command;
  /** Arguments the command already has. */
  readonly argumentCount: number;
  /** The option whose value comes next. */
  readonly option?: Option | undefined;
}

function follow(program: Command, words: readonly string[]): Place {
  let place: Place = { command: program, argumentCount: 0 };
  for (const word of words) place = step(place, word);
  return place;
}

function step({ command, argumentCount, option }: Place, word: string): Place {
  if (option) return { command, argumentCount };
  if (word.startsWith('-')) {
    const named = optionsOf(command).find(({ long, short }) => word === long || word === short);
    return { command, argumentCount, option: named?.required ? named : undefined };
  }
  const next = subcommandsOf(command).find((one) => one.name() === word);
  return next ? { command: next, argumentCount: 0 } : { command, argumentCount: argumentCount + 1 };
}

function nextOf({ command, argumentCount }: Place, current: string): Completion {
  const [, long, joined] = /^(--[\w-]+)(=)/.exec(current) ?? [];
  const option = optionsOf(command).find((one) => one.long === long);
  if (joined && option) return prefixed(`${long ?? ''}=`, choicesOf(option));
  if (current.startsWith('-')) {
    return optionsOf(command).map(({ long, short, description }) => ({
      text: long ?? short ?? '',
      description,
    }));
  }
  const argument = command.registeredArguments[argumentCount];
  if (argument) return choicesOf(argument);
  if (argumentCount > 0) return [];
  return subcommandsOf(command).map((one) => ({ text: one.name(), description: one.description() }));
}

/** A shell that takes `--view=sent` for one word wants all of it. */
function prefixed(prefix: string, found: Completion): Completion {
  if (found === 'files') return found;
  return found.map(({ text, description }) => ({ text: prefix + text, description }));
}

function choicesOf(wanted: Argument | Option): Completion {
  if (wanted.name() === 'file') return 'files';
  return (wanted.argChoices ?? []).map((text) => ({ text, description: '' }));
}

function subcommandsOf(command: Command): Command[] {
  return command.createHelp().visibleCommands(command);
}

/** Those of the command and of all above it: commander takes them anywhere. */
function optionsOf(command: Command): Option[] {
  const own = command.createHelp().visibleOptions(command);
  const above = command.parent ? optionsOf(command.parent) : [];
  return [...own, ...above.filter(({ long }) => own.every((option) => option.long !== long))];
}
