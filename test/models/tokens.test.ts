import fc from 'fast-check';
import { createTokens, newId } from '../../models';

const tokens = createTokens({ secret: 'a-secret-for-tokens', publicUrl: 'https://usher.example' });
const others = createTokens({ secret: 'another-secret-here', publicUrl: 'https://usher.example' });
const invitationId = newId('inv');
const userId = newId('usr');

test('derives the same token every time and reads it back', () => {
  const token = tokens.invitationToken(invitationId, 3);
  expect(tokens.invitationToken(invitationId, 3)).toBe(token);
  expect(tokens.verifyInvitationToken(token)).toEqual({ invitationId, version: 3 });
  expect(tokens.verifyUnsubscribeToken(tokens.unsubscribeToken(invitationId))).toEqual({ invitationId });
  expect(tokens.verifySetPasswordToken(tokens.setPasswordToken(userId, 1))).toEqual({
    userId,
    passwordVersion: 1,
  });
});

test('refuses tokens of another purpose, another secret, another invitation and another version', () => {
  const token = tokens.invitationToken(invitationId, 1);
  const [, , , mac = ''] = token.split('.');
  expect(tokens.verifyUnsubscribeToken(tokens.invitationToken(invitationId, 0))).toBeUndefined();
  expect(tokens.verifyInvitationToken(tokens.unsubscribeToken(invitationId))).toBeUndefined();
  expect(tokens.verifyInvitationToken(tokens.setPasswordToken(invitationId, 1))).toBeUndefined();
  expect(tokens.verifySetPasswordToken(token)).toBeUndefined();
  expect(tokens.verifyInvitationToken(others.invitationToken(invitationId, 1))).toBeUndefined();
  expect(tokens.verifyInvitationToken(`v1.${newId('inv')}.1.${mac}`)).toBeUndefined();
  expect(tokens.verifyInvitationToken(`v1.${invitationId}.2.${mac}`)).toBeUndefined();
});

test('refuses every shortened, lengthened or altered token', () => {
  const token = tokens.invitationToken(invitationId, 12);
  for (let length = 0; length < token.length; length += 1) {
    expect(tokens.verifyInvitationToken(token.slice(0, length))).toBeUndefined();
  }
  for (const tail of ['=', 'A', ' ', '\n', '.']) {
    expect(tokens.verifyInvitationToken(token + tail)).toBeUndefined();
    expect(tokens.verifyInvitationToken(tail + token)).toBeUndefined();
  }
  const character = fc.constantFrom(...'ABCXYZabcxyz0123456789-_.'.split(''));
  fc.assert(
    fc.property(fc.nat(token.length - 1), character, (index, replacement) => {
      fc.pre(token[index] !== replacement);
      const altered = token.slice(0, index) + replacement + token.slice(index + 1);
      expect(tokens.verifyInvitationToken(altered)).toBeUndefined();
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
  expect(tokens.verifyInvitationToken(text)).toBeUndefined();
});

test('builds every link from the public address', () => {
  const token = tokens.invitationToken(invitationId, 1);
  expect(tokens.invitationLink(invitationId, 1)).toBe(`https://usher.example/invitation?token=${token}`);
  expect(tokens.declineLink(invitationId, 1)).toBe(
    `https://usher.example/invitation?token=${token}&intent=decline`,
  );
  expect(tokens.unsubscribeLink(invitationId)).toMatch(/^https:\/\/usher\.example\/unsubscribe\?token=v1\./);
  expect(tokens.setPasswordLink(userId, 2)).toMatch(/^https:\/\/usher\.example\/set-password\?token=v1\./);
  expect(tokens.signInLink()).toBe('https://usher.example/sign-in');
  expect(tokens.invitationPage(invitationId)).toBe(`https://usher.example/invitations/${invitationId}`);
});
