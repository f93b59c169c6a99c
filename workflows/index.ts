export { invitationImportWorkflow } from './invitation-import.workflow';
export { invitationNoticeWorkflow } from './invitation-notice.workflow';
export { invitationWorkflow } from './invitation.workflow';
export { reconcileWorkflow } from './reconcile.workflow';
export { userEmailWorkflow } from './user-email.workflow';
export { webhookDeliveryWorkflow } from './webhook-delivery.workflow';
