import type { Endpoint } from '../endpoint';
import { deleteSession } from './delete-session';
import { getHealthz } from './get-healthz';
import { getInvitations } from './get-invitations';
import { getInvitationsById } from './get-invitations-by-id';
import { getInvitationsByIdTimeline } from './get-invitations-by-id-timeline';
import { getMe } from './get-me';
import { getMetrics } from './get-metrics';
import { getOpenapi } from './get-openapi';
import { getReadyz } from './get-readyz';
import { getSession } from './get-session';
import { patchInvitationsById } from './patch-invitations-by-id';
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
import { postPublicInvitationAccept } from './post-public-invitation-accept';
import { postPublicInvitationDecline } from './post-public-invitation-decline';
import { postPublicInvitationLookup } from './post-public-invitation-lookup';
import { postPublicInvitationRemindLater } from './post-public-invitation-remind-later';
import { postPublicInvitationRequestNewLink } from './post-public-invitation-request-new-link';
import { postPublicInvitationUnsubscribe } from './post-public-invitation-unsubscribe';
import { postSession } from './post-session';

/** Every endpoint of the API; what is not in this list does not exist. */
export const endpoints: readonly Endpoint[] = [
  deleteSession,
  getHealthz,
  getInvitations,
  getInvitationsById,
  getInvitationsByIdTimeline,
  getMe,
  getMetrics,
  getOpenapi,
  getReadyz,
  getSession,
  patchInvitationsById,
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
  postPublicInvitationAccept,
  postPublicInvitationDecline,
  postPublicInvitationLookup,
  postPublicInvitationRemindLater,
  postPublicInvitationRequestNewLink,
  postPublicInvitationUnsubscribe,
  postSession,
];
