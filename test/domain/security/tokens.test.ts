import fc from '../../support/properties';
import { newId } from '../../../domain/ids';
import { addressMark } from '../../../domain/security/address-mark';
import { createTokens } from '../../../domain/security/tokens';

const secret = 'a-secret-for-tokens';
const tokens = createTokens({ secret, publicUrl: 'https://usher.example' });
const others = createTokens({ secret: 'another-secret-here', publicUrl: 'https://usher.example' });
const invitationId = newId('inv');
const userId = newId('usr');
const address = 'Nora@Partner.example';

/** What a text proves when it comes from the owner of {@link address}. */
const invitation = (text: string) => opened(tokens.readInvitationToken(text));
const unsubscribe = (text: string) => opened(tokens.readUnsubscribeToken(text));
const setPassword = (text: string) => opened(tokens.readSetPasswordToken(text));

function opened(token: ReturnType<typeof tokens.readInvitationToken>) {
  return token?.isFor(address) === true ? { id: token.id, version: token.version } : undefined;
}

test('derives the same token every time and reads it back', () => {
  const token = tokens.invitationToken(invitationId, 3, address);
  expect(tokens.invitationToken(invitationId, 3, address)).toBe(token);
  expect(invitation(token)).toEqual({ id: invitationId, version: 3 });
  expect(unsubscribe(tokens.unsubscribeToken(invitationId, address))?.id).toBe(invitationId);
  expect(setPassword(tokens.setPasswordToken(userId, 1, address))).toEqual({ id: userId, version: 1 });
});

test('binds every token to the address it is mailed to, however that is written', () => {
  const made = [
    tokens.readInvitationToken(tokens.invitationToken(invitationId, 1, address)),
    tokens.readUnsubscribeToken(tokens.unsubscribeToken(invitationId, address)),
    tokens.readSetPasswordToken(tokens.setPasswordToken(userId, 1, address)),
  ];
  for (const token of made) {
    expect(token?.isFor('nora@partner.example')).toBe(true);
    for (const other of ['eve@partner.example', 'nora@partner.example.org', '', 'no address']) {
      expect(token?.isFor(other)).toBe(false);
    }
    expect(token?.wasFor([])).toBe(false);
    expect(token?.wasFor([addressMark('eve@partner.example', secret)])).toBe(false);
    expect(token?.wasFor(['x', addressMark('nora@partner.example', secret)])).toBe(true);
  }
  expect(() => tokens.invitationToken(invitationId, 1, '')).toThrow(RangeError);
});

test('marks an address so that nobody without the secret can try addresses out', () => {
  const mark = addressMark('nora@partner.example', secret);
  expect(mark).toMatch(/^[\w-]{43}$/);
  expect(addressMark('nora@partner.example', 'another-secret-here')).not.toBe(mark);
});

test('refuses tokens of another purpose, another secret, another invitation and another version', () => {
  const token = tokens.invitationToken(invitationId, 1, address);
  const [, , , mac = ''] = token.split('.');
  expect(unsubscribe(tokens.invitationToken(invitationId, 0, address))).toBeUndefined();
  expect(invitation(tokens.unsubscribeToken(invitationId, address))).toBeUndefined();
  expect(invitation(tokens.setPasswordToken(invitationId, 1, address))).toBeUndefined();
  expect(setPassword(token)).toBeUndefined();
  expect(invitation(others.invitationToken(invitationId, 1, address))).toBeUndefined();
  expect(invitation(`v1.${newId('inv')}.1.${mac}`)).toBeUndefined();
  expect(invitation(`v1.${invitationId}.2.${mac}`)).toBeUndefined();
});

test('refuses every shortened, lengthened or altered token', () => {
  const token = tokens.invitationToken(invitationId, 12, address);
  for (let length = 0; length < token.length; length += 1) {
    expect(invitation(token.slice(0, length))).toBeUndefined();
  }
  for (const tail of ['=', 'A', ' ', '\n', '.']) {
    expect(invitation(token + tail)).toBeUndefined();
    expect(invitation(tail + token)).toBeUndefined();
  }
  const character = fc.constantFrom(...'ABCXYZabcxyz0123456789-_.'.split(''));
  fc.assert(
    fc.property(fc.nat(token.length - 1), character, (index, replacement) => {
      fc.pre(token[index] !== replacement);
      const altered = token.slice(0, index) + replacement + token.slice(index + 1);
      expect(invitation(altered)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

test.each([
  '',
  'v1',
  'v1...',
  `v1.${invitationId}.01.x`,
  `v1.${invitationId}.-1.x`,
  'v2.a.b.c',
  'x'.repeat(1e6),
])('refuses malformed text', (text) => {
  expect(tokens.readInvitationToken(text)).toBeUndefined();
});

test('builds every link from the public address', () => {
  const token = tokens.invitationToken(invitationId, 1, address);
  const base = 'https://usher.example';
  expect(tokens.invitationLink(invitationId, 1, address)).toBe(`${base}/invitation?token=${token}`);
  expect(tokens.declineLink(invitationId, 1, address)).toBe(
    `${base}/invitation?token=${token}&intent=decline`,
  );
  expect(tokens.unsubscribeLink(invitationId, address)).toMatch(
    /^https:\/\/usher\.example\/unsubscribe\?token=v1\./,
  );
  expect(tokens.setPasswordLink(userId, 2, address)).toMatch(
    /^https:\/\/usher\.example\/set-password\?token=v1\./,
  );
  expect(tokens.signInLink()).toBe(`${base}/sign-in`);
  expect(tokens.invitationPage(invitationId)).toBe(`${base}/invitations/${invitationId}`);
});
