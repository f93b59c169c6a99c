import { canonicalJson, contentHash } from '../../../domain/invitations/content-hash';

const CONTENT: Omit<Parameters<typeof contentHash>[0], 'approvals'> = {
  partnerName: 'Initech',
  contactFirstName: 'Peter',
  contactLastName: 'Gibbons',
  contactEmail: 'peter@initech.example',
  phoneNumber: '+4930123456',
  country: 'DE',
  industry: 'software',
  customFields: { vat: 'DE1', tier: 'gold' },
  share: { workspaceId: 'wsp_1', folderIds: ['fld_1', 'fld_2'] },
  initialModule: 'files',
  roleKey: 'partner_admin',
  acceptedBy: { kind: 'user', id: 'usr_1' },
  partnerAccountId: 'acc_1',
  addToPartnershipId: null,
};
const hashOf = (changes: object) => contentHash({ ...CONTENT, ...changes }, 'secret');

/** Every member of what is approved, changed. */
const CHANGES: Readonly<Record<keyof typeof CONTENT, unknown>> = {
  partnerName: 'Initrode',
  contactFirstName: null,
  contactLastName: 'gibbons',
  contactEmail: 'paul@initech.example',
  phoneNumber: '+4930123457',
  country: null,
  industry: 'hardware',
  customFields: { vat: 'DE1', tier: 'silver' },
  share: { workspaceId: 'wsp_1', folderIds: ['fld_1', 'fld_2', 'fld_3'] },
  initialModule: null,
  roleKey: 'viewer',
  acceptedBy: { kind: 'user', id: 'usr_2' },
  partnerAccountId: 'acc_2',
  addToPartnershipId: 'prt_1',
};

it.each(Object.entries(CHANGES))('an approval is of no other %s', (member, value) => {
  expect(hashOf({ [member]: value })).not.toBe(hashOf({}));
});

it('an acceptance by link is for an account of the person’s own, whichever that will be', () => {
  const byLink = { acceptedBy: { kind: 'invitee', id: 'invitee' } };
  expect(hashOf({ ...byLink, partnerAccountId: 'acc_2' })).toBe(
    hashOf({ ...byLink, partnerAccountId: null }),
  );
});

it('an approval is of the content, in whatever order it is stored', () => {
  expect(hashOf({ customFields: { tier: 'gold', vat: 'DE1' } })).toBe(hashOf({}));
  expect(contentHash(CONTENT, 'another secret')).not.toBe(hashOf({}));
  expect(canonicalJson({ b: [1, { d: undefined, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2}]}');
});
