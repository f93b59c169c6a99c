import { parseArgs } from 'node:util';
import { benchWebhooks, webhookTable } from '../bench/webhooks';

const { values } = parseArgs({
  options: {
    invitations: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '300' },
  },
});

/** Prints how fast webhooks go out; `node scripts/launch.mjs bench-webhooks --invitations 1000`. */
async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const runs = await benchWebhooks({
    invitations: Number(values.invitations),
    deadline: Date.now() + Number(values.seconds) * 1_000,
  });
  console.log(
    '\nWebhooks about new invitations (created, sent), while these are made as fast as they can be\n',
  );
  console.log(webhookTable(runs));
}

main().catch((error: unknown) => {
  console.error(`The bench failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
