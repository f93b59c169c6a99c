import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Status of the invitation, one of {@link InvitationStatus}. */
export const invitationStatusAttribute = defineSearchAttributeKey(
  'InvitationStatus',
  SearchAttributeType.KEYWORD,
);

/** Key of the program the invitation was sent with. */
export const invitationProgramAttribute = defineSearchAttributeKey(
  'InvitationProgram',
  SearchAttributeType.KEYWORD,
);

/** ID of the inviting account. */
export const accountIdAttribute = defineSearchAttributeKey('AccountId', SearchAttributeType.KEYWORD);

/** The next instant at which the workflow acts by itself: reminder, expiry or escalation. */
export const nextDeadlineAttribute = defineSearchAttributeKey('NextDeadline', SearchAttributeType.DATETIME);

/** The search attributes that Usher's workflows set: a namespace that lacks one takes no invitation. */
export const SEARCH_ATTRIBUTE_KEYS = [
  invitationStatusAttribute,
  invitationProgramAttribute,
  accountIdAttribute,
  nextDeadlineAttribute,
] as const;
