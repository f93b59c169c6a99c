import type { Endpoint } from '../endpoint';
import { deletePartnersByIdSharesByFolderId } from './delete-partners-by-id-shares-by-folder-id';
import { deleteSession } from './delete-session';
import { getFoldersByIdRecords } from './get-folders-by-id-records';
import { getHealthz } from './get-healthz';
import { getInvitations } from './get-invitations';
import { getInvitationsById } from './get-invitations-by-id';
import { getInvitationsByIdTimeline } from './get-invitations-by-id-timeline';
import { getMe } from './get-me';
import { getMeWorkspace } from './get-me-workspace';
import { getMetrics } from './get-metrics';
import { getOpenapi } from './get-openapi';
import { getPartnerExplorerCounts } from './get-partner-explorer-counts';
import { getPartners } from './get-partners';
import { getPartnersById } from './get-partners-by-id';
import { getPartnersByIdShares } from './get-partners-by-id-shares';
import { getPrograms } from './get-programs';
import { getProgramsByKey } from './get-programs-by-key';
import { getReadyz } from './get-readyz';
import { getSession } from './get-session';
import { getWorkspaces } from './get-workspaces';
import { getWorkspacesByIdFolders } from './get-workspaces-by-id-folders';
import { patchInvitationsById } from './patch-invitations-by-id';
import { postFoldersByIdRecords } from './post-folders-by-id-records';
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
import { postPartnersByIdDeactivate } from './post-partners-by-id-deactivate';
import { postPartnersByIdReactivate } from './post-partners-by-id-reactivate';
import { postPartnersByIdShares } from './post-partners-by-id-shares';
import { postProgramsByKeyRulesDryRun } from './post-programs-by-key-rules-dry-run';
import { postProgramsByKeyTemplatesPreview } from './post-programs-by-key-templates-preview';
import { postPublicInvitationAccept } from './post-public-invitation-accept';
import { postPublicInvitationDecline } from './post-public-invitation-decline';
import { postPublicInvitationLookup } from './post-public-invitation-lookup';
import { postPublicInvitationRemindLater } from './post-public-invitation-remind-later';
import { postPublicInvitationRequestNewLink } from './post-public-invitation-request-new-link';
import { postPublicInvitationUnsubscribe } from './post-public-invitation-unsubscribe';
import { postSession } from './post-session';
import { postWorkspaces } from './post-workspaces';
import { postWorkspacesByIdFolders } from './post-workspaces-by-id-folders';
import { putMeModule } from './put-me-module';
import { putProgramsByKey } from './put-programs-by-key';

/** Every endpoint of the API; what is not in this list does not exist. */
export const endpoints: readonly Endpoint[] = [
  deletePartnersByIdSharesByFolderId,
  deleteSession,
  getFoldersByIdRecords,
  getHealthz,
  getInvitations,
  getInvitationsById,
  getInvitationsByIdTimeline,
  getMe,
  getMeWorkspace,
  getMetrics,
  getOpenapi,
  getPartnerExplorerCounts,
  getPartners,
  getPartnersById,
  getPartnersByIdShares,
  getPrograms,
  getProgramsByKey,
  getReadyz,
  getSession,
  getWorkspaces,
  getWorkspacesByIdFolders,
  patchInvitationsById,
  postFoldersByIdRecords,
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
  postPartnersByIdDeactivate,
  postPartnersByIdReactivate,
  postPartnersByIdShares,
  postProgramsByKeyRulesDryRun,
  postProgramsByKeyTemplatesPreview,
  postPublicInvitationAccept,
  postPublicInvitationDecline,
  postPublicInvitationLookup,
  postPublicInvitationRemindLater,
  postPublicInvitationRequestNewLink,
  postPublicInvitationUnsubscribe,
  postSession,
  postWorkspaces,
  postWorkspacesByIdFolders,
  putMeModule,
  putProgramsByKey,
];
