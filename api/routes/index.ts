import type { Endpoint } from '../endpoint';
import { deleteApiKeysById } from './delete-api-keys-by-id';
import { deletePartnersByIdSharesByFolderId } from './delete-partners-by-id-shares-by-folder-id';
import { deleteRolesByKey } from './delete-roles-by-key';
import { deleteSession } from './delete-session';
import { deleteSuppressionsById } from './delete-suppressions-by-id';
import { deleteUsersById } from './delete-users-by-id';
import { deleteWebhookEndpointsById } from './delete-webhook-endpoints-by-id';
import { getApiKeys } from './get-api-keys';
import { getAuditLog } from './get-audit-log';
import { getAuditLogVerification } from './get-audit-log-verification';
import { getFoldersByIdRecords } from './get-folders-by-id-records';
import { getHealthz } from './get-healthz';
import { getInvitationImports } from './get-invitation-imports';
import { getInvitationImportsById } from './get-invitation-imports-by-id';
import { getInvitationImportsByIdRejectedCsv } from './get-invitation-imports-by-id-rejected.csv';
import { getInvitationImportsByIdRows } from './get-invitation-imports-by-id-rows';
import { getInvitations } from './get-invitations';
import { getInvitationsById } from './get-invitations-by-id';
import { getInvitationsByIdTimeline } from './get-invitations-by-id-timeline';
import { getMe } from './get-me';
import { getMeMembershipOffers } from './get-me-membership-offers';
import { getMeWorkspace } from './get-me-workspace';
import { getMetrics } from './get-metrics';
import { getOpenapi } from './get-openapi';
import { getPartnerExplorerCounts } from './get-partner-explorer-counts';
import { getPartners } from './get-partners';
import { getPartnersById } from './get-partners-by-id';
import { getPartnersByIdShares } from './get-partners-by-id-shares';
import { getPrivacyErasuresById } from './get-privacy-erasures-by-id';
import { getPrograms } from './get-programs';
import { getProgramsByKey } from './get-programs-by-key';
import { getReadModelRebuild } from './get-read-model-rebuild';
import { getReadyz } from './get-readyz';
import { getRoles } from './get-roles';
import { getRolesByKey } from './get-roles-by-key';
import { getSession } from './get-session';
import { getStats } from './get-stats';
import { getSuppressions } from './get-suppressions';
import { getUsers } from './get-users';
import { getUsersByIdResponsibilities } from './get-users-by-id-responsibilities';
import { getUsersById } from './get-users-by-id';
import { getWebhookEndpoints } from './get-webhook-endpoints';
import { getWebhookEndpointsById } from './get-webhook-endpoints-by-id';
import { getWebhookEndpointsByIdDeliveries } from './get-webhook-endpoints-by-id-deliveries';
import { getWorkspaces } from './get-workspaces';
import { getWorkspacesByIdFolders } from './get-workspaces-by-id-folders';
import { patchInvitationsById } from './patch-invitations-by-id';
import { postAccounts } from './post-accounts';
import { postApiKeys } from './post-api-keys';
import { postEmailEventsSendgrid } from './post-email-events-sendgrid';
import { postFoldersByIdRecords } from './post-folders-by-id-records';
import { postInvitationImports } from './post-invitation-imports';
import { postInvitationImportsByIdCancel } from './post-invitation-imports-by-id-cancel';
import { postInvitations } from './post-invitations';
import { postInvitationsByIdAccept } from './post-invitations-by-id-accept';
import { postInvitationsByIdApprove } from './post-invitations-by-id-approve';
import { postInvitationsByIdDecline } from './post-invitations-by-id-decline';
import { postInvitationsByIdExtend } from './post-invitations-by-id-extend';
import { postInvitationsByIdReinvite } from './post-invitations-by-id-reinvite';
import { postInvitationsByIdReject } from './post-invitations-by-id-reject';
import { postInvitationsByIdResend } from './post-invitations-by-id-resend';
import { postInvitationsByIdRetry } from './post-invitations-by-id-retry';
import { postInvitationsByIdRevoke } from './post-invitations-by-id-revoke';
import { postMeMembershipOffersByIdAccept } from './post-me-membership-offers-by-id-accept';
import { postMeMembershipOffersByIdDecline } from './post-me-membership-offers-by-id-decline';
import { postMePassword } from './post-me-password';
import { postPartnersByIdDeactivate } from './post-partners-by-id-deactivate';
import { postPartnersByIdReactivate } from './post-partners-by-id-reactivate';
import { postPartnersByIdShares } from './post-partners-by-id-shares';
import { postPasswordResets } from './post-password-resets';
import { postPrivacyErase } from './post-privacy-erase';
import { postPrivacyExport } from './post-privacy-export';
import { postProgramsByKeyRulesDryRun } from './post-programs-by-key-rules-dry-run';
import { postProgramsByKeyTemplatesPreview } from './post-programs-by-key-templates-preview';
import { postProgramsByKeyTemplatesTestSend } from './post-programs-by-key-templates-test-send';
import { postPublicInvitationAccept } from './post-public-invitation-accept';
import { postPublicInvitationDecline } from './post-public-invitation-decline';
import { postPublicInvitationLookup } from './post-public-invitation-lookup';
import { postPublicInvitationRemindLater } from './post-public-invitation-remind-later';
import { postPublicInvitationRequestNewLink } from './post-public-invitation-request-new-link';
import { postPublicInvitationUnsubscribe } from './post-public-invitation-unsubscribe';
import { postPublicSetPassword } from './post-public-set-password';
import { postReadModelRebuild } from './post-read-model-rebuild';
import { postRoles } from './post-roles';
import { postSession } from './post-session';
import { postSessionAccount } from './post-session-account';
import { postUsers } from './post-users';
import { postUsersByIdResend } from './post-users-by-id-resend';
import { postWebhookEndpoints } from './post-webhook-endpoints';
import { postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay } from './post-webhook-endpoints-by-id-deliveries-by-delivery-id-replay';
import { postWebhookEndpointsByIdResume } from './post-webhook-endpoints-by-id-resume';
import { postWebhookEndpointsByIdRotateSecret } from './post-webhook-endpoints-by-id-rotate-secret';
import { postWorkspaces } from './post-workspaces';
import { postWorkspacesByIdFolders } from './post-workspaces-by-id-folders';
import { putMeModule } from './put-me-module';
import { putProgramsByKey } from './put-programs-by-key';
import { putRolesByKey } from './put-roles-by-key';
import { putUsersById } from './put-users-by-id';

/** Every endpoint of the API; what is not in this list does not exist. */
export const endpoints: readonly Endpoint[] = [
  deleteApiKeysById,
  deletePartnersByIdSharesByFolderId,
  deleteRolesByKey,
  deleteSession,
  deleteSuppressionsById,
  deleteUsersById,
  deleteWebhookEndpointsById,
  getApiKeys,
  getAuditLog,
  getAuditLogVerification,
  getFoldersByIdRecords,
  getHealthz,
  getInvitationImports,
  getInvitationImportsById,
  getInvitationImportsByIdRejectedCsv,
  getInvitationImportsByIdRows,
  getInvitations,
  getInvitationsById,
  getInvitationsByIdTimeline,
  getMe,
  getMeMembershipOffers,
  getMeWorkspace,
  getMetrics,
  getOpenapi,
  getPartnerExplorerCounts,
  getPartners,
  getPartnersById,
  getPartnersByIdShares,
  getPrivacyErasuresById,
  getPrograms,
  getProgramsByKey,
  getReadModelRebuild,
  getReadyz,
  getRoles,
  getRolesByKey,
  getSession,
  getStats,
  getSuppressions,
  getUsers,
  getUsersById,
  getUsersByIdResponsibilities,
  getWebhookEndpoints,
  getWebhookEndpointsById,
  getWebhookEndpointsByIdDeliveries,
  getWorkspaces,
  getWorkspacesByIdFolders,
  patchInvitationsById,
  postAccounts,
  postApiKeys,
  postEmailEventsSendgrid,
  postFoldersByIdRecords,
  postInvitationImports,
  postInvitationImportsByIdCancel,
  postInvitations,
  postInvitationsByIdAccept,
  postInvitationsByIdApprove,
  postInvitationsByIdDecline,
  postInvitationsByIdExtend,
  postInvitationsByIdReinvite,
  postInvitationsByIdReject,
  postInvitationsByIdResend,
  postInvitationsByIdRetry,
  postInvitationsByIdRevoke,
  postMeMembershipOffersByIdAccept,
  postMeMembershipOffersByIdDecline,
  postMePassword,
  postPartnersByIdDeactivate,
  postPartnersByIdReactivate,
  postPartnersByIdShares,
  postPasswordResets,
  postPrivacyErase,
  postPrivacyExport,
  postProgramsByKeyRulesDryRun,
  postProgramsByKeyTemplatesPreview,
  postProgramsByKeyTemplatesTestSend,
  postPublicInvitationAccept,
  postPublicInvitationDecline,
  postPublicInvitationLookup,
  postPublicInvitationRemindLater,
  postPublicInvitationRequestNewLink,
  postPublicInvitationUnsubscribe,
  postPublicSetPassword,
  postReadModelRebuild,
  postRoles,
  postSession,
  postSessionAccount,
  postUsers,
  postUsersByIdResend,
  postWebhookEndpoints,
  postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay,
  postWebhookEndpointsByIdResume,
  postWebhookEndpointsByIdRotateSecret,
  postWorkspaces,
  postWorkspacesByIdFolders,
  putMeModule,
  putProgramsByKey,
  putRolesByKey,
  putUsersById,
];
