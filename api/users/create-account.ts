import { created, defineEndpoint } from '../http/endpoint';
import { createAccount } from './new-account';
import { account, newAccount } from './account.schema';

/** Makes an organisation on this instance; only the holder of the instance key may. */
export const postAccounts = defineEndpoint({
  method: 'post',
  path: '/v1/accounts',
  summary: 'Make an account with its first administrator (instance key)',
  tag: 'instance',
  access: 'instance-key',
  audit: 'account_created',
  body: newAccount,
  responses: { 201: { description: 'The account.', schema: account } },
  handler: async ({ deps, body }) => created(await createAccount(deps, body)),
});
