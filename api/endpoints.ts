import { defineEndpoint, ok, type Endpoint } from './http/endpoint';
import { openApiDocument } from './http/reference/openapi';
import { z } from './http/schemas/zod';
import { deleteApiKeysById } from './api-keys/revoke';
import { deletePartnersByIdSharesByFolderId } from './partners/unshare';
import { deleteRolesByKey } from './roles/delete';
import { deleteSession } from './sessions/sign-out';
import { deleteSuppressionsById } from './email/delete-suppression';
import { deleteUsersById } from './users/remove';
import { deleteWebhookEndpointsById } from './webhooks/delete';
import { getApiKeys } from './api-keys/list';
import { getAuditLog } from './audit-log/list';
import { getAuditLogVerification } from './audit-log/verify';
import { getFoldersByIdRecords } from './workspaces/list-records';
import { getHealthz } from './system/healthz';
import { getInvitationImports } from './imports/list';
import { getInvitationImportsById } from './imports/get';
import { getInvitationImportsByIdRejectedCsv } from './imports/rejected-csv';
import { getInvitationImportsByIdRows } from './imports/list-rows';
import { getInvitations } from './invitations/list';
import { getInvitationsById } from './invitations/get';
import { getInvitationsByIdTimeline } from './invitations/timeline';
import { getMe } from './sessions/me';
import { getMeMembershipOffers } from './memberships/list';
import { getMeWorkspace } from './sessions/own-workspace';
import { getMetrics } from './system/metrics-endpoint';
import { getPartnerExplorerCounts } from './partners/count';
import { getPartners } from './partners/list';
import { getPartnersById } from './partners/get';
import { getPartnersByIdShares } from './partners/list-shares';
import { getPrivacyErasuresById } from './privacy/get-erasure';
import { getPrograms } from './programs/list';
import { getProgramsByKey } from './programs/get';
import { getReadModelRebuild } from './system/get-rebuild';
import { getReadyz } from './system/readyz';
import { getRoles } from './roles/list';
import { getRolesByKey } from './roles/get';
import { getSession } from './sessions/get';
import { getStats } from './stats/funnel';
import { getSuppressions } from './email/list-suppressions';
import { getUsers } from './users/list';
import { getUsersByIdResponsibilities } from './users/list-responsibilities';
import { getUsersById } from './users/get';
import { getWebhookEndpoints } from './webhooks/list';
import { getWebhookEndpointsById } from './webhooks/get';
import { getWebhookEndpointsByIdDeliveries } from './webhooks/list-deliveries';
import { getWorkspaces } from './workspaces/list';
import { getWorkspacesByIdFolders } from './workspaces/list-folders';
import { patchInvitationsById } from './invitations/edit';
import { postAccounts } from './users/create-account';
import { postApiKeys } from './api-keys/create';
import { postEmailEventsSendgrid } from './email/sendgrid-events';
import { postFoldersByIdRecords } from './workspaces/add-record';
import { postInvitationImports } from './imports/upload';
import { postInvitationImportsByIdCancel } from './imports/cancel';
import { postInvitations } from './invitations/create';
import { postInvitationsByIdAccept } from './invitations/accept';
import { postInvitationsByIdApprove } from './invitations/approve';
import { postInvitationsByIdDecline } from './invitations/decline';
import { postInvitationsByIdExtend } from './invitations/extend';
import { postInvitationsByIdReinvite } from './invitations/reinvite';
import { postInvitationsByIdReject } from './invitations/reject';
import { postInvitationsByIdResend } from './invitations/resend';
import { postInvitationsByIdRetry } from './invitations/retry';
import { postInvitationsByIdRevoke } from './invitations/revoke';
import { postMeMembershipOffersByIdAccept } from './memberships/accept';
import { postMeMembershipOffersByIdDecline } from './memberships/decline';
import { postMePassword } from './sessions/change-password';
import { postPartnersByIdDeactivate } from './partners/deactivate';
import { postPartnersByIdReactivate } from './partners/reactivate';
import { postPartnersByIdShares } from './partners/share';
import { postPasswordResets } from './sessions/request-password-reset';
import { postPrivacyErase } from './privacy/erase';
import { postPrivacyExport } from './privacy/export';
import { postProgramsByKeyRulesDryRun } from './programs/dry-run-rules';
import { postProgramsByKeyTemplatesPreview } from './programs/preview-email';
import { postProgramsByKeyTemplatesTestSend } from './programs/send-test-email';
import { postPublicInvitationAccept } from './public-invitation/accept';
import { postPublicInvitationDecline } from './public-invitation/decline';
import { postPublicInvitationLookup } from './public-invitation/lookup';
import { postPublicInvitationRemindLater } from './public-invitation/remind-later';
import { postPublicInvitationRequestNewLink } from './public-invitation/request-new-link';
import { postPublicInvitationUnsubscribe } from './public-invitation/unsubscribe';
import { postPublicSetPassword } from './sessions/set-password';
import { postReadModelRebuild } from './system/start-rebuild';
import { postRoles } from './roles/create';
import { postSession } from './sessions/sign-in';
import { postSessionAccount } from './sessions/switch-account';
import { postUsers } from './users/add';
import { postUsersByIdResend } from './users/resend';
import { postWebhookEndpoints } from './webhooks/create';
import { postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay } from './webhooks/replay-delivery';
import { postWebhookEndpointsByIdResume } from './webhooks/resume';
import { postWebhookEndpointsByIdRotateSecret } from './webhooks/rotate-secret';
import { postWorkspaces } from './workspaces/create';
import { postWorkspacesByIdFolders } from './workspaces/create-folder';
import { putMeModule } from './sessions/choose-module';
import { putProgramsByKey } from './programs/change';
import { putRolesByKey } from './roles/change';
import { putUsersById } from './users/change';

const descriptions = new Map<string, Record<string, unknown>>();

/** The OpenAPI document for a public URL; it takes a part of a second to make, once. */
export function describeApi(publicUrl: string): Record<string, unknown> {
  const known = descriptions.get(publicUrl) ?? { ...openApiDocument(endpoints, publicUrl) };
  descriptions.set(publicUrl, known);
  return known;
}

/** The description of every endpoint, made from their own definitions; this one is among them. */
const getOpenapi = defineEndpoint({
  route: 'get /openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  access: 'public',
  responses: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
  handler: ({ deps }) => Promise.resolve(ok(describeApi(deps.settings.publicUrl))),
});

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
