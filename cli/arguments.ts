import { Argument, InvalidArgumentError } from 'commander';

/** `<invitationId>`: refused before anybody is asked when it cannot be one. */
export function invitationIdArgument(): Argument {
  return new Argument('<invitationId>', 'for example inv_01J9...').argParser(checkedId);
}

/** `<invitationIds...>`: one or several of them. */
export function invitationIdsArgument(): Argument {
  return new Argument('<invitationIds...>', 'for example inv_01J9...').argParser(
    (text, before: readonly string[] | undefined) => [...(before ?? []), checkedId(text)],
  );
}

function checkedId(text: string): string {
  if (/^inv_\w{26}$/.test(text)) return text;
  throw new InvalidArgumentError('Must be inv_ and 26 characters.');
}

/** A count. */
export function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Must be a whole number from 1.');
}
