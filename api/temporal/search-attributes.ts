import {
  accountIdAttribute,
  invitationProgramAttribute,
  invitationStatusAttribute,
  nextDeadlineAttribute,
} from '../../workflows/contract';

/** The search attributes that Usher's workflows set: a namespace that lacks one takes no invitation. */
export const SEARCH_ATTRIBUTE_KEYS = [
  invitationStatusAttribute,
  invitationProgramAttribute,
  accountIdAttribute,
  nextDeadlineAttribute,
] as const;
