import type { Command } from 'commander';
import { CliError, REFUSED } from '../failures';
import { printJson, printOne, printRows, type Column } from '../output';
import type { Tools } from '../tools';

const SETTINGS: readonly Column[] = [
  ['Issuer', 'issuer'],
  ['Client ID', 'clientId'],
  ['Redirect address', 'redirectUri'],
  ['SSO only', 'enforced'],
];
const DOMAINS: readonly Column[] = [
  ['Domain', 'name'],
  ['Proven', 'provenAt'],
  ['TXT record', 'record.name'],
  ['with the text', 'record.value'],
];

/** sso show, check, forget. */
export function addSso(program: Command, tools: Tools): void {
  const sso = program.command('sso').description('sign-in by the identity provider of the account');
  sso
    .command('show')
    .description('show the settings and what is proven')
    .action(async () => {
      const settings = await tools.usher().get('/v1/sso');
      const output = tools.output();
      if (output.json) printJson(settings);
      else {
        printOne(output, settings, SETTINGS);
        printRows(output, settings.domains, DOMAINS);
      }
    });
  sso
    .command('check')
    .description('ask the provider and the name servers; exit code 1 where something is missing')
    .action(async () => {
      const found = await tools.usher().post('/v1/sso/check');
      const { provider, connection } = found;
      const output = tools.output();
      if (output.json) printJson(found);
      else {
        printOne(output, provider, [
          ['Provider answers', 'ok'],
          ['Detail', 'detail'],
        ]);
        printRows(output, connection.domains, DOMAINS);
      }
      const isWhole = provider.ok && connection.domains.every(({ provenAt }) => provenAt !== null);
      if (!isWhole) throw new CliError('Single sign-on does not work yet.', REFUSED);
    });
  sso
    .command('forget <userId>')
    .description('let a member be bound anew at the next sign-in')
    .action(async (userId: string) => {
      await tools.usher().delete('/v1/sso/identities/{userId}', { path: { userId } });
      printOne(tools.output(), { userId, forgotten: true }, [
        ['User', 'userId'],
        ['Forgotten', 'forgotten'],
      ]);
    });
}
