import * as api from '../../api';
import type { Role } from '../../domain/accounts/roles';
import type { HandOverOutcome } from '../../api/users/schema';
import type { Choice } from '../kit/forms';
import { sentences, t } from '../kit/reader';
import type { PageContext } from '../kit/page-context';

/** What somebody stands for, and who could take it over; the first of them does unless another one is chosen. */
export interface Carried {
  readonly openInvitations: number;
  readonly apiKeys: number;
  readonly receivers: readonly Choice[];
}

/** What the choice of the receiver is called. */
export const HAND_OVER = 'Hand open invitations over to';

/** Reads what a change of the user would touch, for those who may make one. */
export async function responsibilitiesOf(
  context: PageContext,
  id: string,
  roles: readonly Role[],
): Promise<Carried | undefined> {
  if (!context.may(api.getUsersByIdResponsibilities)) return undefined;
  const { openInvitations, apiKeys } = await context.call(api.getUsersByIdResponsibilities, {
    params: { id },
  });
  if (openInvitations === 0) return { openInvitations, apiKeys, receivers: [] };
  const administering = new Set(
    roles.filter(({ scopes }) => scopes.includes('users:write')).map(({ key }) => key),
  );
  const people = (await context.callAll(api.getUsers)).filter(
    (one) => one.id !== id && one.status === 'active' && administering.has(one.roleKey),
  );
  const own = t(
    id === context.caller.userId ? 'The highest administrator' : 'You, or who has the rank for it',
  );
  const receivers = [
    { value: '', label: own },
    ...people.map((one) => ({ value: one.id, label: one.name, own: true })),
  ];
  return { openInvitations, apiKeys, receivers };
}

/** Says before a removal what it touches. */
export function affected(carried: Carried | undefined): string {
  if (carried === undefined) return '';
  const { openInvitations, apiKeys } = carried;
  return sentences(
    openInvitations === 0
      ? ''
      : t('Open invitations that are handed over: {{count}}.', { count: openInvitations }),
    t('API keys that end: {{count}}.', { count: apiKeys }),
  );
}

/** What became of the open invitations, for the notice after the change. */
export function becameOf(outcome: HandOverOutcome | null): string {
  if (outcome === null) return '';
  const { handedOver, staying } = outcome;
  return sentences(
    handedOver === 0 ? '' : t('Open invitations handed over: {{count}}.', { count: handedOver }),
    staying === 0
      ? ''
      : t('Nobody has the rank for {{count}}; once accepted they wait for somebody who has.', {
          count: staying,
        }),
  );
}
