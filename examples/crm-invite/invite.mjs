// Invites everybody on a CRM's list; run it as often as you like.
import { readFile } from 'node:fs/promises';
import { ProblemError, UsherClient } from '@usher/client';

const [file] = process.argv.slice(2);
const { USHER_URL, USHER_API_KEY } = process.env;
if (!file || !USHER_URL || !USHER_API_KEY) {
  console.error('usage: USHER_URL=... USHER_API_KEY=... node invite.mjs partners.json');
  process.exit(2);
}
const usher = new UsherClient({ url: USHER_URL, apiKey: USHER_API_KEY });

/** Where a CRM's members go; undefined ones are left out. */
const invitationOf = ({ company, firstName, lastName, email, country }) => ({
  partnerName: company,
  contactFirstName: firstName,
  contactLastName: lastName,
  contactEmail: email,
  country,
});

/** The refusals that are an answer about one partner; any other ends the run. */
const ANSWERS = {
  'invitation-already-open': ({ invitationId }) => ['already invited', invitationId],
  'already-a-partner': () => ['already partner', ''],
  'validation-failed': ({ errors }) => [
    'invalid',
    errors.map(({ pointer, detail }) => `${pointer.slice(1)}: ${detail}`).join(' '),
  ],
};

/** Usher keeps one live invitation for an address, so the same partner is never invited twice. */
async function invite(partner) {
  try {
    const { id } = await usher.post('/v1/invitations', { body: invitationOf(partner) });
    return ['invited', id];
  } catch (error) {
    const answer = error instanceof ProblemError ? ANSWERS[error.code] : undefined;
    if (answer === undefined) throw error;
    return answer(error);
  }
}

const counts = {};
for (const partner of JSON.parse(await readFile(file, 'utf8'))) {
  const [result, detail] = await invite(partner);
  counts[result] = (counts[result] ?? 0) + 1;
  console.log([partner.id, result, detail].join('\t'));
}
console.log(
  Object.entries(counts)
    .map(([result, count]) => `${count} ${result}`)
    .join(', '),
);
process.exitCode = counts.invalid ? 1 : 0;
