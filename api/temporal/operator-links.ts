import { may, type Caller } from '../../domain/security/caller';
import type { ApiDeps } from '../deps';

/**
 * Where an operator finds a workflow in the Temporal Web UI; `null` for everybody else. That UI knows no accounts:
 * whoever opens it can decide for every one, so the instance says whose operators it is for (`TEMPORAL_UI_FOR`).
 */
export function workflowUrl(
  { settings: { temporalUiUrl, temporalUiFor }, temporal }: ApiDeps,
  caller: Caller,
  workflowId: string,
): string | null {
  if (temporalUiUrl === undefined || !isFor(temporalUiFor, caller.accountId)) return null;
  if (!may(caller, 'invitations:retry')) return null;
  return `${temporalUiUrl}/namespaces/${encodeURIComponent(temporal.namespace)}/workflows/${workflowId}`;
}

function isFor(whom: ApiDeps['settings']['temporalUiFor'], accountId: string): boolean {
  return whom === 'all' || (whom !== 'none' && whom.includes(accountId));
}
