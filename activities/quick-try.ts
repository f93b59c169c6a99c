import { activityInfo } from '@temporalio/activity';

/**
 * The activity runs inside a workflow task, for a moment only (see workflows/quickly.ts). What does not work out there
 * is done again by the regular activity, so such a try neither waits nor decides that nothing can be done.
 */
export function isQuickTry(): boolean {
  try {
    return activityInfo().isLocal;
  } catch {
    // Outside of any activity.
    return false;
  }
}
