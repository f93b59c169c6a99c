import { CODE_OF_FAILURE, PROBLEMS } from '../../api/http/problem';

/** docs/errors.md, made from the table that answers every error. */
export function errorsPage(): string {
  const sections = Object.entries(PROBLEMS).map(([code, { status, title, help }]) => {
    const failures = failuresOf(code);
    return [
      `## \`${code}\``,
      '',
      `- Status ${status}: ${title}.`,
      `- What to do: ${help}`,
      ...(failures === '' ? [] : [`- Refusals of the workflow: ${failures}`]),
      '',
    ].join('\n');
  });
  return [INTRODUCTION, ...sections].join('\n');
}

const INTRODUCTION = `# Errors

Generated from \`api/http/problem.ts\` by \`npm run docs\`; do not edit.

Every error is \`application/problem+json\` (RFC 9457) with \`type\`, \`title\`, \`status\`, \`detail\`, \`instance\` and
\`code\`. \`validation-failed\` adds \`errors\`, a list of \`{pointer, detail}\` and, where pages and
programs may tell it in words of their own, a \`code\` such as \`too_long\` with its \`limit\`; \`precondition-failed\` adds
\`changedBy\` and \`changedAt\`; \`invalid-transition\` adds
\`currentStatus\`; \`invitation-already-open\` adds \`invitationId\`. Every 429 and 503 has \`Retry-After\`.

**After a 503.** \`overloaded\` is answered before anything is done: just repeat. After any other 503 a POST may have
done what was asked, so repeat it with the same \`Idempotency-Key\`: it finds what was made, or makes it, once. A create
that was stored before Temporal failed is named by \`invitationId\`; it is listed as \`created\` and goes on by itself.
Who creates without a key meets it as 409 \`invitation-already-open\`.
`;

function failuresOf(code: string): string {
  return Object.entries(CODE_OF_FAILURE)
    .filter(([, mapped]) => mapped === code)
    .map(([type]) => `\`${type}\``)
    .join(', ');
}
