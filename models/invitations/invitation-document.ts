import { parseEmailAddress } from '../../domain/email-address';
import { newLifecycle } from './invitation-lifecycle';
import type { InvitationDoc } from './invitation-model';
import type { InvitationContent } from '../../domain/invitations/invitation';
import type { NewInvitation } from '../../domain/invitations/invite';

export const liveKeyOf = (accountId: string, emailKey: string): string => `${accountId}:${emailKey}`;
export const closedKeyOf = (id: string): string => `closed:${id}`;

/** Columns that are derived from the content, for search and sorting. */
export function derivedKeys(
  content: Pick<InvitationContent, 'partnerName' | 'contactFirstName' | 'contactLastName' | 'contactEmail'>,
  emailKey: string,
) {
  const contactName = [content.contactFirstName, content.contactLastName].filter(Boolean).join(' ');
  const parts = [content.partnerName, contactName, content.contactEmail ?? '', emailKey];
  return {
    partnerNameKey: searchKey(content.partnerName),
    contactNameKey: searchKey(contactName),
    searchText: searchKey(parts.join('\n')),
  };
}

/** Letters that stay what they are without their mark, and how they are typed where there is no such key. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
};

/**
 * The form in which texts are searched and sorted, the same for any database: compatible characters are one (NFKD), in
 * lower case, without accents. "muller" finds Müller, which stands beside Muller.
 */
export const searchKey = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøłđðþħŧı]/g, (letter) => PLAIN[letter] ?? letter)
    .trim();

/**
 * The whole document of a new invitation.
 *
 * @throws RangeError when the address is none
 */
export function newInvitationDoc(input: NewInvitation): InvitationDoc {
  const address = parseEmailAddress(input.contactEmail);
  if (address === undefined) throw new RangeError('The e-mail address of a new invitation is not valid.');
  const { accountId, inviterId, program, policy, inviteeUserId } = input.workflowInput;
  const content = contentOf(input, address.typed);
  return {
    _id: input._id,
    accountId,
    inviterId,
    program,
    ...content,
    expiresIn: policy.expiresIn,
    reminders: policy.reminders,
    customFieldsVersion: input.customFieldsVersion ?? 1,
    ...newLifecycle(input.workflowInput),
    createdAt: new Date(input.workflowInput.createdAt),
    viewedAt: null,
    erasedAt: null,
    supersedes: input.supersedes ?? null,
    supersededBy: null,
    importId: input.importId ?? null,
    responsibleId: input.responsibleId ?? null,
    origin: input.workflowInput.applicationRef === undefined ? null : 'application',
    inviteeUserId: inviteeUserId ?? null,
    receiverAccountId: null,
    emailKey: address.key,
    formerAddresses: [],
    liveKey: liveKeyOf(accountId, address.key),
    contentVersion: 1,
    mergedApplication: null,
    timelineN: 0,
    ...derivedKeys(content, address.key),
    workflowInput: input.workflowInput,
  };
}

function contentOf(input: NewInvitation, contactEmail: string) {
  return {
    partnerName: input.partnerName,
    contactFirstName: input.contactFirstName ?? null,
    contactLastName: input.contactLastName ?? null,
    contactEmail,
    phoneNumber: input.phoneNumber ?? null,
    country: input.country ?? null,
    industry: input.industry ?? null,
    message: input.message ?? null,
    customFields: input.customFields ?? {},
    share: input.share ?? null,
    initialModule: input.initialModule ?? null,
    roleKey: input.roleKey ?? null,
    locale: input.locale ?? 'en',
  };
}

/** What an erased invitation keeps: company, status and times. */
export function erasedContent(current: InvitationDoc, at: Date) {
  return {
    contactFirstName: null,
    contactLastName: null,
    contactEmail: null,
    phoneNumber: null,
    message: null,
    customFields: null,
    invitedAs: null,
    emailKey: '',
    formerAddresses: [],
    liveKey: closedKeyOf(current._id),
    ...derivedKeys(
      { partnerName: current.partnerName, contactFirstName: null, contactLastName: null, contactEmail: null },
      '',
    ),
    erasedAt: at,
  };
}
