export { invitationWorkflow } from './invitation.workflow';
export { reconcileWorkflow } from './reconcile.workflow';
