// Made from /openapi.json by `npm run docs`; do not edit.

export interface paths {
    "/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description Needs the scope `api-keys:write`.
         */
        delete: operations["deleteApiKeysById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        get: operations["getApprovalChat"];
        /**
         * Set up the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        put: operations["putApprovalChat"];
        post?: never;
        /**
         * Remove the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        delete: operations["deleteApprovalChat"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/folders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a folder
         * @description Needs the scope `workspaces:read`.
         */
        get: operations["getFoldersById"];
        put?: never;
        post?: never;
        /**
         * Delete a folder
         * @description Needs the scope `workspaces:write`.
         */
        delete: operations["deleteFoldersById"];
        options?: never;
        head?: never;
        /**
         * Rename a folder
         * @description Needs the scope `workspaces:write`.
         */
        patch: operations["patchFoldersById"];
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the own sessions, the newest first */
        get: operations["getMeSessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: operations["deleteMeSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a saved view */
        delete: operations["deleteMeViewsById"];
        options?: never;
        head?: never;
        /** Change a saved view */
        patch: operations["patchMeViewsById"];
        trace?: never;
    };
    "/v1/partners/{id}/shares/{folderId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop sharing a folder with a partner
         * @description Needs the scope `partners:write`.
         */
        delete: operations["deletePartnersByIdSharesByFolderId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the terms of a program
         * @description Needs the scope `programs:read`.
         */
        get: operations["getProgramsByKeyTerms"];
        /**
         * Publish terms
         * @description Needs the scope `programs:write`.
         */
        put: operations["putProgramsByKeyTerms"];
        post?: never;
        /**
         * Withdraw the terms
         * @description Needs the scope `programs:write`.
         */
        delete: operations["deleteProgramsByKeyTerms"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a record
         * @description Needs the scope `workspaces:read` or `workspace:own`.
         */
        get: operations["getRecordsById"];
        put?: never;
        post?: never;
        /**
         * Delete a record with its file
         * @description Needs the scope `workspaces:write`.
         */
        delete: operations["deleteRecordsById"];
        options?: never;
        head?: never;
        /**
         * Change a record
         * @description Needs the scope `workspaces:write`.
         */
        patch: operations["patchRecordsById"];
        trace?: never;
    };
    "/v1/records/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the file of a record
         * @description Needs the scope `workspaces:read` or `workspace:own`.
         */
        get: operations["getRecordsByIdFile"];
        /**
         * Upload the file of a record
         * @description Needs the scope `workspaces:write`.
         */
        put: operations["putRecordsByIdFile"];
        post?: never;
        /**
         * Delete the file of a record
         * @description Needs the scope `workspaces:write`.
         */
        delete: operations["deleteRecordsByIdFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a role
         * @description Needs the scope `roles:read`.
         */
        get: operations["getRolesByKey"];
        /**
         * Change a role; members left out stay as they are
         * @description Needs the scope `roles:write`.
         */
        put: operations["putRolesByKey"];
        post?: never;
        /**
         * Remove a role
         * @description Needs the scope `roles:write`.
         */
        delete: operations["deleteRolesByKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the session */
        get: operations["getSession"];
        put?: never;
        /** Sign in, to the account used last unless another one is named */
        post: operations["postSession"];
        /** Sign out */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the SSO settings
         * @description Needs the scope `sso:write`.
         */
        get: operations["getSso"];
        /**
         * Change the SSO settings
         * @description Needs the scope `sso:write`.
         */
        put: operations["putSso"];
        post?: never;
        /**
         * Remove the SSO settings
         * @description Needs the scope `sso:write`.
         */
        delete: operations["deleteSso"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sso/identities/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget a member's SSO identity
         * @description Needs the scope `sso:write`.
         */
        delete: operations["deleteSsoIdentitiesByUserId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Lift a suppression
         * @description Needs the scope `invitations:write`.
         */
        delete: operations["deleteSuppressionsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a user
         * @description Needs the scope `users:read`.
         */
        get: operations["getUsersById"];
        /**
         * Change a user; members left out stay as they are
         * @description Needs the scope `users:write`.
         */
        put: operations["putUsersById"];
        post?: never;
        /**
         * Remove a user
         * @description Needs the scope `users:write`.
         */
        delete: operations["deleteUsersById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a webhook endpoint
         * @description Needs the scope `webhooks:write`.
         */
        get: operations["getWebhookEndpointsById"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook endpoint
         * @description Needs the scope `webhooks:write`.
         */
        delete: operations["deleteWebhookEndpointsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List API keys
         * @description Needs the scope `api-keys:write`.
         */
        get: operations["getApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description Needs the scope `api-keys:write`.
         */
        post: operations["postApiKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-chat/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages to the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        get: operations["getApprovalChatMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit log
         * @description Needs the scope `audit:read`.
         */
        get: operations["getAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the audit log holds
         * @description Needs the scope `audit:read`.
         */
        get: operations["getAuditLogEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the audit log
         * @description Needs the scope `audit:read`.
         */
        get: operations["getAuditLogVerification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a file */
        get: operations["getDocumentsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file */
        get: operations["getDocumentsByIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/folders/{id}/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List records
         * @description Needs the scope `workspaces:read`.
         */
        get: operations["getFoldersByIdRecords"];
        put?: never;
        /**
         * Add a record
         * @description Needs the scope `workspaces:write`.
         */
        post: operations["postFoldersByIdRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List imports
         * @description Needs the scope `imports:write` or `invitations:read`.
         */
        get: operations["getInvitationImports"];
        put?: never;
        /**
         * Import invitations from CSV or JSON
         * @description Needs the scope `imports:write`.
         */
        post: operations["postInvitationImports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an import
         * @description Needs the scope `imports:write` or `invitations:read`.
         */
        get: operations["getInvitationImportsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports/{id}/rejected.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download the invalid rows of an import
         * @description Needs the scope `imports:write` or `invitations:read`.
         */
        get: operations["getInvitationImportsByIdRejectedCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rows of an import
         * @description Needs the scope `imports:write` or `invitations:read`.
         */
        get: operations["getInvitationImportsByIdRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List invitations */
        get: operations["getInvitations"];
        put?: never;
        /**
         * Invite a partner
         * @description Needs the scope `invitations:write`.
         */
        post: operations["postInvitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an invitation */
        get: operations["getInvitationsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Correct an invitation
         * @description Needs the scope `invitations:write` or `invitations:correct`.
         */
        patch: operations["patchInvitationsById"];
        trace?: never;
    };
    "/v1/invitations/{id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the comments on an invitation
         * @description Needs the scope `invitations:read`.
         */
        get: operations["getInvitationsByIdComments"];
        put?: never;
        /**
         * Comment on an invitation
         * @description Needs the scope `invitations:decide` or `invitations:write` or `invitations:retry`.
         */
        post: operations["postInvitationsByIdComments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Copy the link of an invitation
         * @description Needs the scope `invitations:link`.
         */
        get: operations["getInvitationsByIdLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show an invitation's timeline
         * @description Needs the scope `invitations:read`.
         */
        get: operations["getInvitationsByIdTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ask whether an invitation has changed */
        get: operations["getInvitationsByIdVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/logos/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an uploaded logo */
        get: operations["getLogosByName"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the signed-in user, account and role */
        get: operations["getMe"];
        /** Change the own name, language, time zone and theme; members left out stay as they are */
        put: operations["putMe"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/membership-offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List memberships that are offered to the signed-in user */
        get: operations["getMeMembershipOffers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show which notices you get, and when */
        get: operations["getMeNotifications"];
        /** Choose which notices you get, and when */
        put: operations["putMeNotifications"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the terms that wait to be accepted */
        get: operations["getMeTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List your saved views */
        get: operations["getMeViews"];
        put?: never;
        /** Save a view of a list */
        post: operations["postMeViews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/workspace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show the own workspace with "Shared with me"
         * @description Needs the scope `workspace:own`.
         */
        get: operations["getMeWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description (OpenAPI 3.1) */
        get: operations["getOpenapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner-candidates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the partners that people can be added to
         * @description Needs the scope `partners:read`.
         */
        get: operations["getPartnerCandidates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partner-explorer/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the invitations of every view and the partners
         * @description Needs the scope `invitations:read`.
         */
        get: operations["getPartnerExplorerCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List partners
         * @description Needs the scope `partners:read`.
         */
        get: operations["getPartners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a partner
         * @description Needs the scope `partners:read`.
         */
        get: operations["getPartnersById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the folders shared with a partner
         * @description Needs the scope `partners:read`.
         */
        get: operations["getPartnersByIdShares"];
        put?: never;
        /**
         * Share folders with a partner
         * @description Needs the scope `partners:write`.
         */
        post: operations["postPartnersByIdShares"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/erasures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an erasure
         * @description Needs the scope `privacy:write`.
         */
        get: operations["getPrivacyErasuresById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List programs
         * @description Needs the scope `programs:read`.
         */
        get: operations["getPrograms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show a program
         * @description Needs the scope `programs:read`.
         */
        get: operations["getProgramsByKey"];
        /**
         * Create or change a program; members left out stay as they are
         * @description Needs the scope `programs:write`.
         */
        put: operations["putProgramsByKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/terms-acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List who accepted the terms
         * @description Needs the scope `audit:read`.
         */
        get: operations["getProgramsByKeyTermsAcceptances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/terms/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show one version of the terms
         * @description Needs the scope `programs:read`.
         */
        get: operations["getProgramsByKeyTermsByVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/apply/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the page on which anybody may apply */
        get: operations["getPublicApplyBySlug"];
        put?: never;
        /** Ask for the link to the application form */
        post: operations["postPublicApplyBySlug"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/read-model/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the progress of a rebuild (instance key) */
        get: operations["getReadModelRebuild"];
        put?: never;
        /** Rebuild the read model (instance key) */
        post: operations["postReadModelRebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether calls can be served now, and if not, which part is missing */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List roles
         * @description Needs the scope `roles:read`.
         */
        get: operations["getRoles"];
        put?: never;
        /**
         * Make a role
         * @description Needs the scope `roles:write`.
         */
        post: operations["postRoles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read statistics of invitations
         * @description Needs the scope `stats:read`.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stats/cohorts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read cohorts of invitations
         * @description Needs the scope `stats:read`.
         */
        get: operations["getStatsCohorts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List suppressed addresses
         * @description Needs the scope `invitations:read`.
         */
        get: operations["getSuppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description Needs the scope `users:read`.
         */
        get: operations["getUsers"];
        put?: never;
        /**
         * Add a user, who belongs to the account once they have accepted by e-mail or page
         * @description Needs the scope `users:write`.
         */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/responsibilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show what a user stands for
         * @description Needs the scope `users:write`.
         */
        get: operations["getUsersByIdResponsibilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhook endpoints
         * @description Needs the scope `webhooks:write`.
         */
        get: operations["getWebhookEndpoints"];
        put?: never;
        /**
         * Make a webhook endpoint
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postWebhookEndpoints"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a webhook endpoint's deliveries
         * @description Needs the scope `webhooks:write`.
         */
        get: operations["getWebhookEndpointsByIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List workspaces
         * @description Needs the scope `workspaces:read`.
         */
        get: operations["getWorkspaces"];
        put?: never;
        /**
         * Make a workspace
         * @description Needs the scope `workspaces:write`.
         */
        post: operations["postWorkspaces"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workspaces/{id}/folders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List folders
         * @description Needs the scope `workspaces:read`.
         */
        get: operations["getWorkspacesByIdFolders"];
        put?: never;
        /**
         * Make a folder
         * @description Needs the scope `workspaces:write`.
         */
        post: operations["postWorkspacesByIdFolders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account with its first administrator (instance key) */
        post: operations["postAccounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate an API key
         * @description Needs the scope `api-keys:write`.
         */
        post: operations["postApiKeysByIdRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-chat/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postApprovalChatResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/approval-chat/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message to the chat of the approvers
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postApprovalChatTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file for a custom field */
        post: operations["postDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/email-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take delivery events of any mail system */
        post: operations["postEmailEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/email-events/sendgrid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take delivery events of SendGrid */
        post: operations["postEmailEventsSendgrid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve or reject pending partners
         * @description Needs the scope `invitations:decide`.
         */
        post: operations["postInvitationDecisions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an import
         * @description Needs the scope `imports:write`.
         */
        post: operations["postInvitationImportsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitation-imports/{id}/repeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import the rows of a dry run
         * @description Needs the scope `imports:write`.
         */
        post: operations["postInvitationImportsByIdRepeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept a received invitation */
        post: operations["postInvitationsByIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a pending partner
         * @description Needs the scope `invitations:decide`.
         */
        post: operations["postInvitationsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline a received invitation */
        post: operations["postInvitationsByIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move the expiry
         * @description Needs the scope `invitations:write`.
         */
        post: operations["postInvitationsByIdExtend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/reinvite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite again
         * @description Needs the scope `invitations:write`.
         */
        post: operations["postInvitationsByIdReinvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a pending partner
         * @description Needs the scope `invitations:decide`.
         */
        post: operations["postInvitationsByIdReject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a new link
         * @description Needs the scope `invitations:write` or `invitations:resend`.
         */
        post: operations["postInvitationsByIdResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry provisioning
         * @description Needs the scope `invitations:retry`.
         */
        post: operations["postInvitationsByIdRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask a pending partner for more
         * @description Needs the scope `invitations:decide`.
         */
        post: operations["postInvitationsByIdReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke an invitation
         * @description Needs the scope `invitations:write`.
         */
        post: operations["postInvitationsByIdRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/membership-offers/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an offered membership */
        post: operations["postMeMembershipOffersByIdAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/membership-offers/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse an offered membership */
        post: operations["postMeMembershipOffersByIdDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the own password */
        post: operations["postMePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/terms/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept terms */
        post: operations["postMeTermsAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate a partner
         * @description Needs the scope `partners:write`.
         */
        post: operations["postPartnersByIdDeactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate a partner
         * @description Needs the scope `partners:write`.
         */
        post: operations["postPartnersByIdReactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a link to set a new password */
        post: operations["postPasswordResets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase a contact
         * @description Needs the scope `privacy:write`.
         */
        post: operations["postPrivacyErase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/privacy/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export a contact
         * @description Needs the scope `privacy:write`.
         */
        post: operations["postPrivacyExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/rules/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try the approval rules
         * @description Needs the scope `programs:read`.
         */
        post: operations["postProgramsByKeyRulesDryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview an e-mail
         * @description Needs the scope `programs:read`.
         */
        post: operations["postProgramsByKeyTemplatesPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/templates/test-send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send yourself a sample of an e-mail
         * @description Needs the scope `programs:write`.
         */
        post: operations["postProgramsByKeyTemplatesTestSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/apply/{slug}/application": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Apply without an invitation */
        post: operations["postPublicApplyBySlugApplication"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/apply/{slug}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file to apply with */
        post: operations["postPublicApplyBySlugDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/apply/{slug}/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the application form by its link */
        post: operations["postPublicApplyBySlugLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submit the application */
        post: operations["postPublicInvitationAccept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decline an invitation */
        post: operations["postPublicInvitationDecline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file for the application */
        post: operations["postPublicInvitationDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open an invitation by its link */
        post: operations["postPublicInvitationLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/remind-later": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask to be reminded later */
        post: operations["postPublicInvitationRemindLater"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/request-new-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a new link */
        post: operations["postPublicInvitationRequestNewLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/invitation/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop reminders */
        post: operations["postPublicInvitationUnsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/public/set-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a password by link */
        post: operations["postPublicSetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/secret-rotation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Seal everything with the newest secret (instance key) */
        post: operations["postSecretRotation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch to another account of the signed-in user */
        post: operations["postSessionAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin a sign-in by SSO */
        post: operations["postSessionSso"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/sso/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a sign-in by SSO */
        post: operations["postSessionSsoFinish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sso/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the SSO settings
         * @description Needs the scope `sso:write`.
         */
        post: operations["postSsoCheck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail the offer to an invited user again
         * @description Needs the scope `users:write`.
         */
        post: operations["postUsersByIdResend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deliver an event again
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused webhook endpoint
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postWebhookEndpointsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-endpoints/{id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the signing secret
         * @description Needs the scope `webhooks:write`.
         */
        post: operations["postWebhookEndpointsByIdRotateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/{id}/assignee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign a pending partner
         * @description Needs the scope `invitations:decide`.
         */
        put: operations["putInvitationsByIdAssignee"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/module": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Remember the module in use
         * @description Needs the scope `workspace:own`.
         */
        put: operations["putMeModule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programs/{key}/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload the logo of a program
         * @description Needs the scope `programs:write`.
         */
        put: operations["putProgramsByKeyLogo"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "invitation.created": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `created`
         * @description When: somebody invited a partner.
         */
        post: operations["invitationCreated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.applied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `applied`
         * @description When: somebody applied on the public page of a program; takes the place of `invitation.created`.
         */
        post: operations["invitationApplied"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `sent`
         * @description When: the mail provider took the e-mail.
         */
        post: operations["invitationSent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.delivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `delivered`
         * @description When: the provider reports that it arrived.
         */
        post: operations["invitationDelivered"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.bounced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `bounced`
         * @description When: refused, bounced, dropped or complained about; `detail.event` says which.
         */
        post: operations["invitationBounced"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.viewed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `viewed`
         * @description When: the invitee opened it for the first time.
         */
        post: operations["invitationViewed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.reminded": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `reminded`
         * @description When: a reminder went out.
         */
        post: operations["invitationReminded"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.resent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `resent`
         * @description When: a new link went out; the old one is dead.
         */
        post: operations["invitationResent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `accepted`
         * @description When: the invitee applied.
         */
        post: operations["invitationAccepted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.terms_accepted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `terms_accepted`
         * @description When: the applicant, or a user of the partner, accepted the version `detail.version` of the terms.
         */
        post: operations["invitationTerms_accepted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.declined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `declined`
         * @description When: the invitee declined.
         */
        post: operations["invitationDeclined"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `expired`
         * @description When: nobody answered in time.
         */
        post: operations["invitationExpired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.revoked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `revoked`
         * @description When: taken back.
         */
        post: operations["invitationRevoked"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.approval_requested": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `approval_requested`
         * @description When: people have to decide.
         */
        post: operations["invitationApproval_requested"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.decision_overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `decision_overdue`
         * @description When: nobody decided in time, and the administrators were told.
         */
        post: operations["invitationDecision_overdue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `approved`
         * @description When: one approval; a program may want up to three.
         */
        post: operations["invitationApproved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `returned`
         * @description When: an approver asked the applicant for more; a new answer brings it back.
         */
        post: operations["invitationReturned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `rejected`
         * @description When: by a person, by a rule (`detail.ruleId`), or because nobody decided in time (`detail.undecidedUntil`).
         */
        post: operations["invitationRejected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `activated`
         * @description When: the partner's account works; `partnershipId` and `partnerAccountId` are set, `detail.added` where it existed before.
         */
        post: operations["invitationActivated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.provisioning_failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `provisioning_failed`
         * @description When: undone and waiting for an operator; `detail.step` and `detail.type` say why.
         */
        post: operations["invitationProvisioning_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invitation.document_infected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when an invitation's timeline gets the entry `document_infected`
         * @description When: the scanner found malware in an uploaded file, whose bytes were deleted.
         */
        post: operations["invitationDocument_infected"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partnership.deactivated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when a partnership changes: `deactivated`
         * @description When: somebody switched the partner off, or an invitation that had woken it was undone.
         */
        post: operations["partnershipDeactivated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partnership.reactivated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when a partnership changes: `reactivated`
         * @description When: somebody switched the partner on again, or a new invitation woke it.
         */
        post: operations["partnershipReactivated"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "partnership.shares_changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sent when a partnership changes: `shares_changed`
         * @description When: folders were shared or withdrawn; `detail.added` and `detail.withdrawn` have their IDs.
         */
        post: operations["partnershipShares_changed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            instance: string;
            /** @enum {string} */
            code: "malformed-json" | "unauthenticated" | "forbidden" | "approval-pending" | "sso-required" | "sso-refused" | "role-ceiling" | "self-approval" | "terms-not-accepted" | "csrf" | "not-found" | "method-not-allowed" | "body-too-slow" | "invitation-already-open" | "already-a-partner" | "already-exists" | "invalid-transition" | "content-changed" | "terms-changed" | "choice-differs" | "partner-unavailable" | "resend-limit" | "folder-in-use" | "document-unchecked" | "idempotency-in-flight" | "invitation-expired" | "invitation-closed" | "document-infected" | "link-replaced" | "precondition-failed" | "payload-too-large" | "unsupported-media-type" | "validation-failed" | "idempotency-mismatch" | "rate-limited" | "internal-error" | "temporal-unavailable" | "database-unavailable" | "storage-unavailable" | "identity-provider-unavailable" | "overloaded";
            errors?: {
                pointer: string;
                detail: string;
                /** @description Names the rule, where it is one of many fields. */
                code?: string;
                /** @description What the rule allows. */
                limit?: number | string;
            }[];
            invitationId?: string;
            currentStatus?: string;
            /** @description Of `precondition-failed`: who changed it last; null for an operator or the system. */
            changedBy?: {
                id: string;
                name: string;
            } | null;
            /** Format: date-time */
            changedAt?: string;
        };
        HandOver: {
            handedOver: number;
            /** @description Users who are responsible for them now. */
            receivers: string[];
            /** @description Open invitations that nobody of the account has the rank for. Once accepted they wait for somebody of rank. */
            staying: number;
        };
        ApiKey: {
            id: string;
            name: string;
            prefix: string;
            /** @description The user the key acts as. */
            userId: string;
            /** @description Null: all that the role allows. */
            scopes: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[] | null;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description When it last opened something, to the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            rotatedAt: string | null;
            /** @description The key that was rotated, as long as it opens the same. */
            old: {
                prefix: string;
                /** Format: date-time */
                validUntil: string;
                /** Format: date-time */
                lastUsedAt: string | null;
            } | null;
            /** Format: date-time */
            createdAt: string;
        };
        ApprovalChat: {
            /** @enum {string} */
            format: "slack" | "teams";
            host: string;
            /** @enum {string} */
            status: "active" | "paused";
            /** @description Why Usher paused it. */
            notice: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                code: "refused" | "failing";
                detail: string;
            } | null;
            consecutiveFailures: number;
            /** Format: date-time */
            failingSince: string | null;
            /** Format: date-time */
            lastSuccessAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ChatMessage: {
            id: string;
            /** @enum {string} */
            kind: "requested" | "reminder" | "test";
            /** @description Null for a test. */
            invitationId: string | null;
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            error: string | null;
            attempts: {
                /** Format: date-time */
                at: string;
                status: number | null;
                durationMs: number;
                error: string | null;
            }[];
            /** Format: date-time */
            nextAttemptAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        AuditItem: {
            seq: number;
            /** Format: date-time */
            at: string;
            type: string;
            actor: {
                /** @enum {string} */
                kind: "invitee" | "user" | "operator" | "system";
                id: string;
                name: string | null;
            };
            target: {
                kind: string;
                id: string;
            };
            ip: string | null;
            requestId: string | null;
            reason: string | null;
            before?: unknown;
            after?: unknown;
            hash: string;
            previousHash: string;
        };
        AuditEvents: {
            /** @description What happened, such as `revoked`. */
            types: string[];
            /** @description Kinds of things that it happened to, such as `invitation`. */
            targets: string[];
        };
        AuditVerification: {
            ok: boolean;
            checked: number;
            brokenAt?: number;
            missingKey?: string;
        };
        Document: {
            id: string;
            /** @description Key of the custom field that it answers. */
            field: string;
            name: string;
            /** @enum {string} */
            type: "pdf" | "png" | "jpeg" | "webp" | "tiff" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "csv" | "txt";
            bytes: number;
            sha256: string;
            /**
             * @description Only a clean one can be downloaded; the bytes of an infected one are gone.
             * @enum {string}
             */
            state: "pending" | "clean" | "infected";
            uploadedBy: {
                /** @enum {string} */
                kind: "invitee" | "user";
                id: string;
            };
            /** Format: date-time */
            createdAt: string;
        };
        FolderDetails: components["schemas"]["Folder"] & {
            /** @description Partners with whom it is shared, inactive ones included. */
            sharedWith: number;
            /** @description Invitations under way whose partners will see it. */
            openInvitations: number;
        };
        Folder: {
            id: string;
            workspaceId: string;
            name: string;
            recordCount: number;
            /** Format: date-time */
            createdAt: string;
        };
        Record: {
            id: string;
            folderId: string;
            name: string;
            kind: string;
            data: {
                [key: string]: unknown;
            };
            link: string | null;
            file: {
                name: string;
                /** @enum {string} */
                type: "pdf" | "png" | "jpeg" | "webp" | "tiff" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "csv" | "txt";
                bytes: number;
                sha256: string;
                /**
                 * @description Only a clean one can be downloaded; the bytes of an infected one are gone.
                 * @enum {string}
                 */
                state: "pending" | "clean" | "infected";
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Import: {
            id: string;
            /** @enum {string} */
            status: "running" | "completed" | "cancelled" | "failed";
            dryRun: boolean;
            /** @enum {string} */
            source: "csv" | "json";
            /** @description Names in the header, and what each fills; `-` is passed over. */
            columns: {
                name: string;
                fills: string;
            }[];
            /** @description What a CSV file was read as. */
            encoding: string | null;
            /** @description Rows with any content. */
            total: number;
            /** @description Rows without any content, which are passed over. */
            blank: number;
            done: number;
            created: number;
            alreadyInvited: number;
            alreadyPartner: number;
            invalid: number;
            /**
             * Format: date-time
             * @description Rows wait until then, because the daily number of invitation e-mails is used up.
             */
            heldUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            endedAt: string | null;
            workflow: {
                id: string;
                url: string | null;
            } | null;
        };
        ImportRow: {
            /** @description Counts from 1, the header aside. */
            row: number;
            /** @enum {string} */
            result: "created" | "alreadyInvited" | "alreadyPartner" | "invalid" | "pending";
            invitationId: string | null;
            partnerName: string;
            contactEmail: string;
            /** @description As they came in, one for each column. */
            cells: string[];
            errors: {
                pointer: string;
                detail: string;
                /** @description Names the rule, where it is one of many fields. */
                code?: string;
                /** @description What the rule allows. */
                limit?: number | string;
            }[];
        };
        Invitation: {
            id: string;
            /** @enum {string} */
            status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
            statusLabel: string;
            /**
             * @description Whoever applied without an invitation has no inviter: `inviter.id` is empty.
             * @enum {string}
             */
            origin: "invitation" | "application";
            partnerName: string | null;
            contactFirstName: string | null;
            contactLastName: string | null;
            contactEmail: string | null;
            phoneNumber: string | null;
            country: string | null;
            industry: string | null;
            message: string | null;
            customFields: {
                [key: string]: unknown;
            } | null;
            share: {
                workspaceId: string;
                folderIds: string[];
            } | null;
            initialModule: string | null;
            program: string;
            roleKey: string;
            locale: string | null;
            expiresIn: string;
            reminders: string[];
            inviter: {
                id: string;
                name: string | null;
            };
            inviterAccountName: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** Format: date-time */
            sentAt: string | null;
            /** Format: date-time */
            deliveredAt: string | null;
            /** Format: date-time */
            viewedAt: string | null;
            /** Format: date-time */
            respondedAt: string | null;
            /** Format: date-time */
            expiresAt: string;
            /** Format: date-time */
            nextReminderAt: string | null;
            /**
             * Format: date-time
             * @description By when people have to decide, where the program says so.
             */
            decisionDueAt: string | null;
            remindersSent: number;
            sendCount: number;
            /** @description Who is to decide; null: whoever may. */
            assignee: {
                id: string;
                name: string | null;
            } | null;
            approvals: {
                by: string;
                /** Format: date-time */
                at: string;
                note: string | null;
            }[];
            contentHash: string;
            ruleId: string | null;
            reason: string | null;
            /** @description The partner that the contact is or will be added to; null for a new partner. */
            addTo: {
                id: string;
                name: string | null;
            } | null;
            partnershipId: string | null;
            accountId: string | null;
            acceptedBy: components["schemas"]["AcceptedBy"];
            acceptsFor: components["schemas"]["AcceptsFor"];
            supersedes: string | null;
            supersededBy: string | null;
            /** Format: date-time */
            erasedAt: string | null;
            allowedActions: ("resend" | "revoke" | "extend" | "edit" | "approve" | "reject" | "return" | "retry" | "reinvite" | "accept" | "decline")[];
            workflow: {
                id: string;
                runId: string | null;
                url: string | null;
            };
        };
        AcceptedBy: {
            /** @enum {string} */
            kind: "invitee" | "user" | "operator" | "system";
            /** @description The signed-in user; null for whoever held the link. */
            user: {
                id: string;
                name: string | null;
            } | null;
            /** @description Null while it is a new one that is not made yet. */
            account: {
                id: string;
                name: string | null;
            } | null;
        } | null;
        AcceptsFor: {
            /** @description Null when a new account will be made, or `addTo` names the one to join. */
            account: {
                id: string;
                name: string | null;
            } | null;
            partnerOf: {
                id: string;
                name: string | null;
            };
        } | null;
        PagePosition: {
            /** @description Rows before this page. */
            before: number;
            /** @description Rows of the list, counted up to 10000. */
            total: number;
            /** @description There are more than were counted. */
            more: boolean;
        };
        InvitationDetails: components["schemas"]["Invitation"] & {
            /** @description The caller sees it as whoever was invited. */
            received: boolean;
            requiredApprovals: number;
            terms: components["schemas"]["TermsShown"];
            /** @description Null for receivers, and where the program is gone. */
            programName: string | null;
            initialModuleName: string | null;
            setUp: components["schemas"]["SetUp"];
            invited: components["schemas"]["InvitedAs"];
            /** @description The custom fields it was sent with; for receivers those to fill in. */
            form: {
                fields: components["schemas"]["CustomField"][];
            };
            /** @description Files that were handed in for it, those of earlier answers too; none for receivers. */
            documents: components["schemas"]["Document"][];
        };
        /** @description What the receiver has to accept. */
        TermsShown: {
            version: number;
            locale: string;
            /** @description Plain text in paragraphs. */
            text: string;
            /** @description Where the same can be read elsewhere. */
            url: string | null;
        } | null;
        /** @description Null before it has begun, and for receivers. */
        SetUp: {
            steps: {
                /** @enum {string} */
                step: "createAccount" | "assignDefaultRole" | "shareRecords";
                /**
                 * @description After a failure what was done before is undone.
                 * @enum {string}
                 */
                state: "done" | "waiting" | "failed" | "undone";
            }[];
            failure: {
                step: string;
                /** @description Such as StoreRefused. */
                type: string;
            } | null;
        } | null;
        /** @description What the inviter had written before the applicant answered; null until then, and for receivers. */
        InvitedAs: {
            partnerName: string | null;
            contactFirstName: string | null;
            contactLastName: string | null;
            phoneNumber: string | null;
            country: string | null;
            industry: string | null;
            customFields: {
                [key: string]: unknown;
            } | null;
        } | null;
        CustomField: {
            key: string;
            label: string;
            /** @enum {string} */
            type: "text" | "textarea" | "number" | "date" | "select" | "multi-select" | "checkbox" | "country" | "phone" | "url" | "document";
            /** @default false */
            required?: boolean;
            /**
             * @default invitee
             * @enum {string}
             */
            filledBy?: "inviter" | "invitee" | "reviewer";
            help?: string;
            options?: {
                value: string;
                label: string;
            }[];
            min?: number;
            max?: number;
            pattern?: string;
            /**
             * @description The largest file of a document field; 10000000 without it.
             * @example 10000000
             */
            maxBytes?: number;
            /**
             * @description The types of files that a document field takes; all without it.
             * @example [
             *       "pdf",
             *       "jpeg"
             *     ]
             */
            accept?: ("pdf" | "png" | "jpeg" | "webp" | "tiff" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "csv" | "txt")[];
        };
        Comment: {
            id: string;
            author: {
                id: string;
                name: string | null;
            };
            text: string;
            /** Format: date-time */
            createdAt: string;
        };
        InvitationLink: {
            /**
             * @description What the newest e-mail holds; whoever has it can answer in the name of the contact.
             * @example https://usher.example/invitation?token=v1.inv_01ARZ3NDEKTSV4RRFFQ69G5FAV.1.x
             */
            link: string;
            /** Format: date-time */
            expiresAt: string;
        };
        TimelineItem: {
            /** Format: date-time */
            at: string;
            type: string;
            actor: {
                kind: string;
                id: string;
                name: string | null;
            };
            detail: {
                [key: string]: unknown;
            };
        };
        InvitationVersion: {
            /** @description Opaque; another one once anything was changed. */
            version: string;
        };
        Me: {
            user: components["schemas"]["UserSummary"];
            account: components["schemas"]["AccountSummary"];
            accounts: components["schemas"]["AccountSummary"][];
            role: {
                key: string;
                name: string;
                rank: number;
                scopes: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[];
            };
            preferences: components["schemas"]["Preferences"];
            /** @description The account works for another one, whose invitation made the membership. */
            invited: boolean;
            /** @description The account invites partners: it was not made by an invitation, or has invited somebody since. */
            invites: boolean;
            /** @description Applications that wait for a decision, up to 100; null for who may not decide. */
            waiting: number | null;
        };
        UserSummary: {
            id: string;
            email: string;
            firstName: string | null;
            lastName: string | null;
            name: string;
        };
        AccountSummary: {
            id: string;
            name: string;
        };
        Preferences: {
            /**
             * @description Language of pages. Null: the one that the browser asks for.
             * @enum {string|null}
             */
            locale: "en" | "de" | "es" | null;
            /** @description The zone in which times are shown, and in which the digest leaves. Null: UTC. */
            timeZone: string | null;
            /**
             * @description `system`: as the device is set.
             * @enum {string}
             */
            theme: "system" | "light" | "dark";
        };
        MembershipOffer: {
            id: string;
            account: components["schemas"]["AccountSummary"];
            /** @description Name of the person who offers it. */
            offeredBy: string | null;
            role: {
                key: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Notifications: {
            timeZone: string;
            kinds: {
                /**
                 * @description A contact answered one of your invitations.
                 * @enum {string}
                 */
                answers: "at_once" | "daily" | "never";
                /**
                 * @description Nobody answered one of your invitations in time, or its contact asks for a new link since.
                 * @enum {string}
                 */
                expired: "at_once" | "daily" | "never";
                /**
                 * @description One of your invitations did not reach its contact.
                 * @enum {string}
                 */
                deliveryProblems: "at_once" | "daily" | "never";
                /**
                 * @description An application waits for your decision, still does, or was not decided in time.
                 * @enum {string}
                 */
                approvals: "at_once" | "daily" | "never";
                /**
                 * @description A partner could not be set up and waits for somebody.
                 * @enum {string}
                 */
                setUp: "at_once" | "daily" | "never";
            };
            /**
             * Format: date-time
             * @description When the next daily digest leaves, if there is one.
             */
            nextDigestAt: string;
        };
        OwnSession: {
            account: components["schemas"]["AccountSummary"];
            /** @description The session that asks. */
            current: boolean;
            /** @example Firefox, Linux */
            browser: string | null;
            /** @description It began at the identity provider of its account. */
            sso: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
        };
        OwnTerms: components["schemas"]["TermsShown"] & {
            account: {
                id: string;
                name: string;
            };
            program: {
                key: string;
                name: string;
            };
            /** Format: date-time */
            publishedAt: string;
        };
        SavedView: {
            id: string;
            /** @enum {string} */
            list: "invited" | "pending" | "active" | "inactive" | "sent" | "received";
            name: string;
            /**
             * @description Filter, order, rows and columns, each as the address of the list has it; what is left out is as the list comes.
             * @example {
             *       "search": "logistics",
             *       "status": "expired",
             *       "sort": "-expiresAt"
             *     }
             */
            query: {
                search?: string;
                status?: string;
                origin?: string;
                assignee?: string;
                program?: string;
                inviter?: string;
                createdAfter?: string;
                createdBefore?: string;
                sort?: string;
                size?: string;
                columns?: string;
            };
            /** @description Whether everybody in the account has it. */
            shared: boolean;
            /** @description Whether the caller may rename, change and delete it. */
            mayChange: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        OwnWorkspace: {
            modules: components["schemas"]["Module"][];
            initialModule: string | null;
            /** @description Active partners that invited the account, by name. */
            vendors: components["schemas"]["Vendor"][];
            sharedFolders: {
                folderId: string;
                name: string;
                from: string;
                vendorId: string;
                records: components["schemas"]["Record"][];
            }[];
        };
        Module: {
            key: string;
            name: string;
        };
        Vendor: {
            id: string;
            name: string;
            logoUrl: string | null;
            color: string | null;
        };
        PartnerCandidate: {
            /** @description The partnership. */
            id: string;
            partnerName: string;
        };
        PartnerExplorerCounts: {
            invited: number;
            pending: number;
            active: number;
            inactive: number;
            sent: number;
            received: number;
        };
        Partner: {
            id: string;
            partnerName: string;
            /** @enum {string} */
            status: "active" | "inactive";
            /** @description The partner's account. */
            accountId: string;
            invitationId: string;
            contactFirstName: string | null;
            contactLastName: string | null;
            contactEmail: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        PartnerShare: {
            folderId: string;
            name: string;
            workspaceId: string;
            recordCount: number;
            /** Format: date-time */
            sharedAt: string;
        };
        Erasure: {
            id: string;
            /** @enum {string} */
            status: "running" | "completed";
            erasedInvitations: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            completedAt: string | null;
        };
        Program: {
            key: string;
            /** @description A new program is named after its key. */
            name: string;
            /** @description Whoever accepts, and matches no approval rule, becomes a partner without approval. */
            autoOnboarding: boolean;
            /** @description How many people have to approve where people are asked; see autoOnboarding. */
            requiredApprovals: number;
            inviterMayApprove: boolean;
            approvalRules: components["schemas"]["ApprovalRule"][];
            /**
             * @description Approvers who have not decided by then are reminded.
             * @example P14D
             */
            escalateAfter: string;
            /**
             * @description How often they are reminded again after that; null for never.
             * @example P2D
             */
            escalateEvery: string | null;
            /** @description How often they are reminded in all. */
            maxEscalations: number;
            /**
             * @description By when people have to decide, counted from the application; null for as long as they want.
             * @example P10D
             */
            decideWithin: string | null;
            /**
             * @description Where nobody decided in time: the administrators are told, or the application is rejected.
             * @enum {string}
             */
            whenUndecided: "tell_admins" | "reject";
            defaultRoleKey: string;
            /** @example P14D */
            expiresIn: string;
            reminders: string[];
            /** @example P14D */
            resendCooldown: string;
            maxResends: number;
            customFields: components["schemas"]["CustomField"][];
            modules: components["schemas"]["Module"][];
            initialModule: string | null;
            /**
             * @description How long invitations keep personal data after their end; ISO-8601, up to ten years, null for ever.
             * @example P180D
             */
            retainFor: string | null;
            /** @description Whether anybody may apply on the public page of applySlug. People decide, unless a rule does. */
            takesApplications: boolean;
            /**
             * @description The end of the address of that page. Nobody else ever gets it, also when it is given up.
             * @example nordwind-partners
             */
            applySlug: string | null;
            brand: {
                logoUrl?: string;
                color?: string;
                senderName?: string;
                replyTo?: string;
            };
            templates: {
                [key: string]: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
            };
            customFieldsVersion: number;
            /** @description Settings that are allowed together but may not do what was meant, each with the reason. */
            notes: {
                pointer: string;
                detail: string;
            }[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ApprovalRule: {
            id: string;
            when: {
                emailDomains?: string[];
                emailDomainsNot?: string[];
                countries?: string[];
                existingPartnerDomain?: boolean;
                inviterRoles?: string[];
                /** @description Whether the contact applied without an invitation. Only a rule that says true approves such applications. */
                applied?: boolean;
            };
            /** @enum {string} */
            then: "approve" | "review" | "reject" | "add";
        };
        TermsOfProgram: {
            /** @description Null where nobody is asked. */
            current: components["schemas"]["Terms"] | null;
            /** @description Newest first. */
            versions: components["schemas"]["TermsEntry"][];
        };
        Terms: components["schemas"]["TermsEntry"] & {
            /** @description By language tag. */
            texts: {
                [key: string]: string;
            };
        };
        TermsEntry: {
            version: number;
            url: string | null;
            /** @description SHA-256; an acceptance that carries it is about these words. */
            hash: string;
            /** @description From here on nobody is asked. */
            withdrawn: boolean;
            /** Format: date-time */
            publishedAt: string;
            publishedBy: {
                id: string;
                name: string | null;
            };
        };
        TermsAcceptance: {
            version: number;
            hash: string;
            locale: string;
            /** Format: date-time */
            acceptedAt: string;
            /** @enum {string} */
            source: "application" | "sign-in";
            invitationId: string;
            partnerName: string | null;
            name: string | null;
            email: string | null;
            ip: string | null;
            /** Format: date-time */
            erasedAt: string | null;
        };
        ApplyPage: {
            slug: string;
            accountName: string;
            /** @description Null for the default program. */
            programName: string | null;
            brand: {
                logoUrl: string | null;
                color: string | null;
            };
            /** @description Goes back with the address, not sooner than `waitSeconds` and not later than four hours after. */
            challenge: string;
            waitSeconds: number;
        };
        Rebuild: {
            /** @enum {string} */
            status: "running" | "completed" | "failed" | "none";
            rebuilt: number;
            gone: number;
            failed?: number;
        };
        RecordDetails: components["schemas"]["Record"] & {
            folderName: string;
            /** @description The account that shares it; null for an own one. */
            from: string | null;
        };
        Role: {
            key: string;
            name: string;
            rank: number;
            scopes: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[];
            builtIn: boolean;
        };
        Session: {
            user: components["schemas"]["UserSummary"];
            account: components["schemas"]["AccountSummary"];
            accounts: components["schemas"]["AccountSummary"][];
            csrfToken: string;
        };
        SsoConnection: {
            issuer: string;
            clientId: string;
            /** @description The client has a secret. */
            isConfidential: boolean;
            domains: {
                name: string;
                /** Format: date-time */
                provenAt: string | null;
                /** @description The TXT record that proves it. */
                record: {
                    name: string;
                    value: string;
                };
            }[];
            enforced: boolean;
            trustsAddresses: boolean;
            /** @description To be registered at the provider. */
            redirectUri: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Stats: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @enum {string} */
            groupBy: "inviter" | "program" | "day" | "week" | "month";
            groups: {
                /** @description User ID, program, 2030-12-31, 2031-W01 or 2030-12. */
                key: string;
                /** @description For people: the name of the inviter. */
                label: string;
                sent: number;
                delivered: number;
                viewed: number;
                accepted: number;
                active: number;
                declined: number;
                expired: number;
                bounced: number;
                applied: number;
                appliedActive: number;
                medianHoursToAccept: number | null;
                /** @description How many invitations came at least so far, which never grows along the way; `delivered` is null where no delivery was reported. */
                reached: {
                    sent: number;
                    delivered: number | null;
                    viewed: number;
                    accepted: number;
                    active: number;
                };
            }[];
            total: {
                sent: number;
                delivered: number;
                viewed: number;
                accepted: number;
                active: number;
                declined: number;
                expired: number;
                bounced: number;
                applied: number;
                appliedActive: number;
                medianHoursToAccept: number | null;
                /** @description How many invitations came at least so far, which never grows along the way; `delivered` is null where no delivery was reported. */
                reached: {
                    sent: number;
                    delivered: number | null;
                    viewed: number;
                    accepted: number;
                    active: number;
                };
            };
        };
        Cohorts: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @enum {string} */
            by: "week" | "month";
            cohorts: {
                /** @description 2031-W01 or 2030-12. */
                key: string;
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                sent: number;
                accepted: {
                    /** @description Within 1, 3, 7, 14, 30 days after the first sending. */
                    within: {
                        days: number;
                        count: number;
                        /** @description Whether all of them have had that many days; until then the figure may still grow. */
                        complete: boolean;
                    }[];
                    inAll: number;
                };
                active: {
                    /** @description Within 1, 3, 7, 14, 30 days after the first sending. */
                    within: {
                        days: number;
                        count: number;
                        /** @description Whether all of them have had that many days; until then the figure may still grow. */
                        complete: boolean;
                    }[];
                    inAll: number;
                };
            }[];
            total: {
                sent: number;
                accepted: {
                    /** @description Within 1, 3, 7, 14, 30 days after the first sending. */
                    within: {
                        days: number;
                        count: number;
                        /** @description Whether all of them have had that many days; until then the figure may still grow. */
                        complete: boolean;
                    }[];
                    inAll: number;
                };
                active: {
                    /** @description Within 1, 3, 7, 14, 30 days after the first sending. */
                    within: {
                        days: number;
                        count: number;
                        /** @description Whether all of them have had that many days; until then the figure may still grow. */
                        complete: boolean;
                    }[];
                    inAll: number;
                };
            };
        };
        Suppression: {
            id: string;
            email: string;
            /** @enum {string} */
            reason: "unsubscribed" | "bounced" | "spam_report" | "manual";
            /** Format: date-time */
            createdAt: string;
        };
        User: {
            id: string;
            firstName: string | null;
            lastName: string | null;
            name: string;
            email: string;
            roleKey: string;
            /**
             * @description `invited`: a membership is offered to the address and was not accepted yet.
             * @enum {string}
             */
            status: "invited" | "active" | "disabled";
            /** Format: date-time */
            firstSignInAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Until when an offer can be accepted.
             */
            expiresAt: string | null;
        };
        Responsibilities: {
            openInvitations: number;
            /** @description The newest 25 of them. */
            invitations: {
                id: string;
                partnerName: string;
                /** @enum {string} */
                status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
            }[];
            /** @description Keys that would die with the membership. */
            apiKeys: number;
        };
        WebhookEndpoint: {
            id: string;
            url: string;
            events: ("invitation.created" | "invitation.applied" | "invitation.sent" | "invitation.delivered" | "invitation.bounced" | "invitation.viewed" | "invitation.reminded" | "invitation.resent" | "invitation.accepted" | "invitation.terms_accepted" | "invitation.declined" | "invitation.expired" | "invitation.revoked" | "invitation.approval_requested" | "invitation.decision_overdue" | "invitation.approved" | "invitation.returned" | "invitation.rejected" | "invitation.activated" | "invitation.provisioning_failed" | "invitation.document_infected" | "partnership.deactivated" | "partnership.reactivated" | "partnership.shares_changed")[];
            /** @enum {string} */
            status: "active" | "paused";
            /** @description Why Usher paused it. */
            notice: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                code: "gone" | "failing";
                detail: string;
            } | null;
            consecutiveFailures: number;
            /** Format: date-time */
            failingSince: string | null;
            /** Format: date-time */
            lastSuccessAt: string | null;
            /** Format: date-time */
            oldSecretValidUntil: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        WebhookDelivery: {
            id: string;
            endpointId: string;
            /** @description The header webhook-id. */
            eventId: string;
            /** @enum {string} */
            type: "invitation.created" | "invitation.applied" | "invitation.sent" | "invitation.delivered" | "invitation.bounced" | "invitation.viewed" | "invitation.reminded" | "invitation.resent" | "invitation.accepted" | "invitation.terms_accepted" | "invitation.declined" | "invitation.expired" | "invitation.revoked" | "invitation.approval_requested" | "invitation.decision_overdue" | "invitation.approved" | "invitation.returned" | "invitation.rejected" | "invitation.activated" | "invitation.provisioning_failed" | "invitation.document_infected" | "partnership.deactivated" | "partnership.reactivated" | "partnership.shares_changed";
            /** @enum {string} */
            state: "pending" | "delivered" | "failed";
            error: string | null;
            attempts: {
                /** Format: date-time */
                at: string;
                status: number | null;
                durationMs: number;
                error: string | null;
            }[];
            /** Format: date-time */
            nextAttemptAt: string | null;
            replayOf: string | null;
            /** Format: date-time */
            createdAt: string;
            payload: {
                /** @enum {string} */
                type: "invitation.created" | "invitation.applied" | "invitation.sent" | "invitation.delivered" | "invitation.bounced" | "invitation.viewed" | "invitation.reminded" | "invitation.resent" | "invitation.accepted" | "invitation.terms_accepted" | "invitation.declined" | "invitation.expired" | "invitation.revoked" | "invitation.approval_requested" | "invitation.decision_overdue" | "invitation.approved" | "invitation.returned" | "invitation.rejected" | "invitation.activated" | "invitation.provisioning_failed" | "invitation.document_infected";
                /** Format: date-time */
                timestamp: string;
                data: {
                    invitationId: string;
                    accountId: string;
                    program: string;
                    partnerName: string;
                    /** @enum {string} */
                    status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                    actor: {
                        /** @enum {string} */
                        kind: "invitee" | "user" | "operator" | "system";
                        id: string | null;
                    };
                    /** Format: date-time */
                    expiresAt: string;
                    partnershipId: string | null;
                    partnerAccountId: string | null;
                    detail: {
                        /** @enum {string} */
                        event?: "bounced" | "dropped" | "spam_report";
                        ruleId?: string;
                        step?: string;
                        type?: string;
                        version?: number;
                        added?: boolean;
                    };
                };
            } | {
                /** @enum {string} */
                type: "partnership.deactivated" | "partnership.reactivated" | "partnership.shares_changed";
                /** Format: date-time */
                timestamp: string;
                data: {
                    partnershipId: string;
                    accountId: string;
                    partnerAccountId: string;
                    partnerName: string;
                    /** @enum {string} */
                    status: "active" | "inactive";
                    actor: {
                        /** @enum {string} */
                        kind: "invitee" | "user" | "operator" | "system";
                        id: string | null;
                    };
                    invitationId: string | null;
                    detail: {
                        added?: string[];
                        withdrawn?: string[];
                    };
                };
            };
        };
        Workspace: {
            id: string;
            name: string;
            /** Format: date-time */
            createdAt: string;
        };
        Named: {
            name: string;
        };
        InvitationChanges: {
            partnerName?: string;
            /** Format: email */
            contactEmail?: string;
            contactFirstName?: string | null;
            contactLastName?: string | null;
            phoneNumber?: string | null;
            country?: string | null;
            industry?: string | null;
            message?: string | null;
            customFields?: {
                [key: string]: string | number | boolean | string[] | null;
            };
        };
        RecordChanges: {
            name?: string;
            /**
             * @description What it is, which says in which module it shows: document, price_list, contract, certificate, order, or a key of the own.
             * @example certificate
             */
            kind?: string;
            /** @description What is known of it. Fields that a kind has, checked by their types: document: edition (text), validUntil (date), about (text); price_list: validFrom (date), validUntil (date), currency (text); contract: number (text), signedOn (date), validUntil (date); certificate: number (text), issuer (text), issuedOn (date), validUntil (date); order: number (text), orderedOn (date), total (number), currency (text), state (select). */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Where it can be opened, besides its file.
             * @example https://files.acme.example/list.pdf
             */
            link?: string | null;
        };
        Account: {
            id: string;
            name: string;
            admin: {
                id: string;
                firstName: string;
                lastName: string;
                email: string;
                roleKey: string;
            };
            /** Format: date-time */
            createdAt: string;
        };
        NewAccount: {
            name: string;
            admin: {
                firstName: string;
                lastName: string;
                /** Format: email */
                email: string;
                password: string;
            };
        };
        CreatedApiKey: components["schemas"]["ApiKey"] & {
            /** @description Shown this once: null when an Idempotency-Key repeats the answer. Then revoke it and make another. */
            key: string | null;
        };
        NewApiKey: {
            name: string;
            scopes?: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[];
            /** Format: date-time */
            expiresAt?: string;
        };
        ApiKeyRotation: {
            /**
             * @description How long the old key opens as well; default one day. One that was replaced before is dead.
             * @example P1D
             */
            oldKeyValidFor?: string;
            /**
             * Format: date-time
             * @description Of the new key; left out, it stays as it is.
             */
            expiresAt?: string;
        };
        NewRecord: {
            name: string;
            /**
             * @description What it is, which says in which module it shows: document, price_list, contract, certificate, order, or a key of the own.
             * @example certificate
             */
            kind?: string;
            /** @description What is known of it. Fields that a kind has, checked by their types: document: edition (text), validUntil (date), about (text); price_list: validFrom (date), validUntil (date), currency (text); contract: number (text), signedOn (date), validUntil (date); certificate: number (text), issuer (text), issuedOn (date), validUntil (date); order: number (text), orderedOn (date), total (number), currency (text), state (select). */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description Where it can be opened, besides its file.
             * @example https://files.acme.example/list.pdf
             */
            link?: string | null;
        };
        Decisions: {
            /** @enum {string} */
            action: "approve" | "reject";
            done: number;
            queued: number;
            refused: number;
            /** @description In the order in which they were asked for. */
            items: components["schemas"]["DecisionResult"][];
        };
        DecisionResult: {
            invitationId: string;
            partnerName: string | null;
            /**
             * @description `queued`: no worker answered yet; Temporal keeps the decision.
             * @enum {string}
             */
            result: "done" | "queued" | "refused";
            /**
             * @description The status afterwards; null where it is not known.
             * @enum {string|null}
             */
            status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed" | null;
            /** @description Why it was refused, as the endpoint for one of them would say it. */
            problem: {
                code: string;
                title: string;
                detail: string;
                currentStatus: string | null;
            } | null;
        };
        NewDecisions: {
            /** @enum {string} */
            action: "approve" | "reject";
            /** @description Kept with each decision: the note of an approval, the reason of a rejection. */
            reason?: string;
            invitations: {
                id: string;
                /** @description `contentHash` of the invitation as it was read; one that changed since then is not decided. */
                contentHash: string;
            }[];
        };
        NewImport: {
            /** @description Each like the body of POST /v1/invitations. A CSV file takes its place. */
            rows?: {
                [key: string]: unknown;
            }[];
        };
        ImportRepeat: {
            /**
             * @description Checks the rows again and invites nobody.
             * @default false
             */
            dryRun?: boolean;
            /**
             * @description What each column fills, in the order of the file; `-` passes one over.
             * @example [
             *       "partnerName",
             *       "contactEmail",
             *       "-"
             *     ]
             */
            columns?: string[];
        };
        NewInvitation: {
            partnerName: string;
            /** Format: email */
            contactEmail: string;
            contactFirstName?: string;
            contactLastName?: string;
            phoneNumber?: string;
            country?: string;
            industry?: string;
            message?: string;
            customFields?: {
                [key: string]: string | number | boolean | string[] | null;
            };
            share?: {
                workspaceId: string;
                folderIds: string[];
            };
            /**
             * @description Adds the contact to the account of this partner, as a partner user, in place of a new partner.
             * @example prt_01K0000000000000000000000A
             */
            addToPartnershipId?: string;
            initialModule?: string;
            program?: string;
            roleKey?: string;
            locale?: string;
            /** @example P14D */
            expiresIn?: string;
            reminders?: string[];
        };
        Queued: {
            /** @enum {string} */
            status: "queued";
            invitationId: string;
        };
        /** @description Empty for the same data as before; else all that the new invitation has. */
        InvitationAnew: {
            partnerName?: string;
            /** Format: email */
            contactEmail?: string;
            contactFirstName?: string;
            contactLastName?: string;
            phoneNumber?: string;
            country?: string;
            industry?: string;
            message?: string;
            customFields?: {
                [key: string]: string | number | boolean | string[] | null;
            };
            share?: {
                workspaceId: string;
                folderIds: string[];
            };
            /**
             * @description Adds the contact to the account of this partner, as a partner user, in place of a new partner.
             * @example prt_01K0000000000000000000000A
             */
            addToPartnershipId?: string;
            initialModule?: string;
            program?: string;
            roleKey?: string;
            locale?: string;
            /** @example P14D */
            expiresIn?: string;
            reminders?: string[];
        };
        AcceptedMembership: {
            account: components["schemas"]["AccountSummary"];
            role: {
                key: string;
                name: string;
            };
        };
        AcceptedTerms: {
            accountId: string;
            program: string;
            version: number;
        };
        NewPartnerShares: {
            folderIds: string[];
        };
        ContactExport: {
            email: string;
            /** Format: date-time */
            exportedAt: string;
            invitations: {
                [key: string]: unknown;
            }[];
            suppression: {
                [key: string]: unknown;
            } | null;
            importRows: {
                [key: string]: unknown;
            }[];
            termsAcceptances: {
                [key: string]: unknown;
            }[];
        };
        Answered: {
            status: string;
        };
        UploadedDocument: {
            id: string;
            /** @description Key of the custom field that it answers. */
            field: string;
            name: string;
            /** @enum {string} */
            type: "pdf" | "png" | "jpeg" | "webp" | "tiff" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "csv" | "txt";
            bytes: number;
            /**
             * @description Only a clean one can be downloaded; the bytes of an infected one are gone.
             * @enum {string}
             */
            state: "pending" | "clean" | "infected";
        };
        OpenedApplication: {
            accountName: string;
            contactEmail: string;
            /** Format: date-time */
            expiresAt: string;
            locale: string;
            form: {
                fields: components["schemas"]["CustomField"][];
            };
            /** @description Files that were uploaded by the link. */
            documents: components["schemas"]["UploadedDocument"][];
            terms: components["schemas"]["TermsShown"] & unknown;
            /** @description The link was used: the application is there. */
            applied: boolean;
            /**
             * @description Whoever has a user already keeps name and password; a password in the application is for a new one.
             * @enum {string}
             */
            account: "new" | "existing";
        };
        OpenedInvitation: {
            invitation: {
                partnerName: string;
                contactFirstName: string | null;
                contactLastName: string | null;
                contactEmail: string | null;
                phoneNumber: string | null;
                country: string | null;
                industry: string | null;
                inviterAccountName: string;
                /** Format: date-time */
                expiresAt: string;
                status: string;
                message: string | null;
                /** @description What an approver asks for, while the application is returned. */
                question: string | null;
                /** @description The partner whose account the inviter adds the contact to; null for a new account. */
                joins: string | null;
                /** @description What the applicant entered before, while the application is returned. */
                customFields: {
                    [key: string]: unknown;
                };
                locale: string;
            };
            form: {
                fields: components["schemas"]["CustomField"][];
            };
            /** @description Files that the applicant uploaded; the ID of one is the value of its field. */
            documents: components["schemas"]["UploadedDocument"][];
            terms: components["schemas"]["TermsShown"] & unknown;
            /** @enum {string} */
            account: "new" | "existing";
        };
        NewRole: {
            key: string;
            name: string;
            rank: number;
            scopes: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[];
        };
        SecretRotation: {
            /** @description Names the secret of now. */
            keyId: string;
            /** @description Texts that an older secret had sealed; the one of now does. */
            resealed: number;
            /** @description Texts of a secret that is not there; they stay as they are. */
            unreadable: number;
            /** @description How many items of all audit logs each secret has chained. */
            auditItems: {
                keyId: string | null;
                items: number;
            }[];
        };
        ChosenAccount: {
            account: components["schemas"]["AccountSummary"];
            accounts: components["schemas"]["AccountSummary"][];
        };
        SsoCheck: {
            provider: {
                ok: boolean;
                detail: string | null;
            };
            connection: components["schemas"]["SsoConnection"];
        };
        NewUser: {
            firstName: string;
            lastName: string;
            /** Format: email */
            email: string;
            roleKey: string;
        };
        WebhookEndpointWithSecret: {
            id: string;
            url: string;
            events: ("invitation.created" | "invitation.applied" | "invitation.sent" | "invitation.delivered" | "invitation.bounced" | "invitation.viewed" | "invitation.reminded" | "invitation.resent" | "invitation.accepted" | "invitation.terms_accepted" | "invitation.declined" | "invitation.expired" | "invitation.revoked" | "invitation.approval_requested" | "invitation.decision_overdue" | "invitation.approved" | "invitation.returned" | "invitation.rejected" | "invitation.activated" | "invitation.provisioning_failed" | "invitation.document_infected" | "partnership.deactivated" | "partnership.reactivated" | "partnership.shares_changed")[];
            /** @enum {string} */
            status: "active" | "paused";
            /** @description Why Usher paused it. */
            notice: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                code: "gone" | "failing";
                detail: string;
            } | null;
            consecutiveFailures: number;
            /** Format: date-time */
            failingSince: string | null;
            /** Format: date-time */
            lastSuccessAt: string | null;
            /** Format: date-time */
            oldSecretValidUntil: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description Shown this once: null when an Idempotency-Key repeats the answer. Then rotate it.
             * @example whsec_...
             */
            secret: string | null;
        };
        NewWebhookEndpoint: {
            /**
             * Format: uri
             * @description Where events are posted to: https, and not a private address.
             */
            url: string;
            /** @description Left out: every event. */
            events?: ("invitation.created" | "invitation.applied" | "invitation.sent" | "invitation.delivered" | "invitation.bounced" | "invitation.viewed" | "invitation.reminded" | "invitation.resent" | "invitation.accepted" | "invitation.terms_accepted" | "invitation.declined" | "invitation.expired" | "invitation.revoked" | "invitation.approval_requested" | "invitation.decision_overdue" | "invitation.approved" | "invitation.returned" | "invitation.rejected" | "invitation.activated" | "invitation.provisioning_failed" | "invitation.document_infected" | "partnership.deactivated" | "partnership.reactivated" | "partnership.shares_changed")[];
        };
        NewApprovalChat: {
            /**
             * @description `slack`: an incoming webhook of Slack, or of what takes the same (Mattermost, Rocket.Chat). `teams`: a workflow of Microsoft Teams that posts what a webhook gets.
             * @enum {string}
             */
            format: "slack" | "teams";
            /**
             * Format: uri
             * @description A secret: it is never shown again. Left out: the one that is set stays.
             */
            url?: string;
        };
        ProfileChanges: {
            firstName?: string;
            lastName?: string;
            /**
             * @description Language of pages. Null: the one that the browser asks for.
             * @enum {string|null}
             */
            locale?: "en" | "de" | "es" | null;
            /**
             * @description Where the digest leaves at 8 in the morning.
             * @example Europe/Berlin
             */
            timeZone?: string;
            /**
             * @description `system`: as the device is set.
             * @enum {string}
             */
            theme?: "system" | "light" | "dark";
        };
        /** @description Members left out stay as they are; a new program begins with the defaults. */
        ProgramChanges: {
            /** @description Read-only; may be repeated, so that an answer can be changed and sent back. */
            key?: string;
            /** @description Read-only; may be repeated, so that an answer can be changed and sent back. */
            customFieldsVersion?: number;
            /**
             * Format: date-time
             * @description Read-only; may be repeated, so that an answer can be changed and sent back.
             */
            createdAt?: string;
            /**
             * Format: date-time
             * @description Read-only; may be repeated, so that an answer can be changed and sent back.
             */
            updatedAt?: string;
            /** @description Read-only; may be repeated, so that an answer can be changed and sent back. */
            notes?: {
                pointer: string;
                detail: string;
            }[];
            /** @description A new program is named after its key. */
            name?: string;
            /**
             * @description Whoever accepts, and matches no approval rule, becomes a partner without approval.
             * @default false
             */
            autoOnboarding?: boolean;
            /**
             * @description How many people have to approve where people are asked; see autoOnboarding.
             * @default 1
             */
            requiredApprovals?: number;
            /** @default false */
            inviterMayApprove?: boolean;
            /** @default [] */
            approvalRules?: components["schemas"]["ApprovalRule"][];
            /**
             * @description Approvers who have not decided by then are reminded.
             * @default P3D
             * @example P14D
             */
            escalateAfter?: string;
            /**
             * @description How often they are reminded again after that; null for never.
             * @default null
             * @example P2D
             */
            escalateEvery?: string | null;
            /**
             * @description How often they are reminded in all.
             * @default 5
             */
            maxEscalations?: number;
            /**
             * @description By when people have to decide, counted from the application; null for as long as they want.
             * @default null
             * @example P10D
             */
            decideWithin?: string | null;
            /**
             * @description Where nobody decided in time: the administrators are told, or the application is rejected.
             * @default tell_admins
             * @enum {string}
             */
            whenUndecided?: "tell_admins" | "reject";
            /** @default partner_admin */
            defaultRoleKey?: string;
            /**
             * @default P14D
             * @example P14D
             */
            expiresIn?: string;
            /**
             * @default [
             *       "P3D",
             *       "P7D",
             *       "-P1D"
             *     ]
             */
            reminders?: string[];
            /**
             * @default PT60S
             * @example P14D
             */
            resendCooldown?: string;
            /** @default 5 */
            maxResends?: number;
            /** @default [] */
            customFields?: components["schemas"]["CustomField"][];
            /**
             * @default [
             *       {
             *         "key": "documents",
             *         "name": "Documents"
             *       },
             *       {
             *         "key": "certificates",
             *         "name": "Certificates"
             *       },
             *       {
             *         "key": "orders",
             *         "name": "Orders"
             *       }
             *     ]
             */
            modules?: ({
                key: string;
                name?: string;
            } | string)[];
            /** @default null */
            initialModule?: string | null;
            /**
             * @description How long invitations keep personal data after their end; ISO-8601, up to ten years, null for ever.
             * @default null
             * @example P180D
             */
            retainFor?: string | null;
            /**
             * @description Whether anybody may apply on the public page of applySlug. People decide, unless a rule does.
             * @default false
             */
            takesApplications?: boolean;
            /**
             * @description The end of the address of that page. Nobody else ever gets it, also when it is given up.
             * @default null
             * @example nordwind-partners
             */
            applySlug?: string | null;
            /** @default {} */
            brand?: {
                /** @description An https address; PUT /v1/programs/{key}/logo uploads a picture and sets it. */
                logoUrl?: string | null;
                color?: string | null;
                senderName?: string | null;
                /** Format: email */
                replyTo?: string | null;
            };
            /** @default {} */
            templates?: {
                invitation?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                reminder?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "new-link"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "share-notification"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "share-notification-admin"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "partnership-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "partner-user-added"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "accepted-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "declined-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "expired-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "link-requested-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "delivery-failed-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "provisioning-failed-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "approval-requested"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "approval-reminder"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "assigned-notice"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "decision-overdue"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                welcome?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "application-returned"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "returned-reminder"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "application-rejected"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "set-password"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "membership-offer"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "apply-link"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                digest?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
                "api-key-expires"?: {
                    [key: string]: {
                        subject?: string;
                        /** @description What inboxes show beside the subject. */
                        preheader?: string;
                        html?: string;
                        text?: string;
                    };
                };
            };
        };
        RoleChanges: {
            key?: string;
            name?: string;
            rank?: number;
            scopes?: ("invitations:read" | "invitations:write" | "invitations:decide" | "invitations:correct" | "invitations:resend" | "invitations:link" | "invitations:retry" | "invitations:receive" | "imports:write" | "partners:read" | "partners:write" | "programs:read" | "programs:write" | "workspaces:read" | "workspaces:write" | "workspace:own" | "roles:read" | "roles:write" | "users:read" | "users:write" | "api-keys:write" | "webhooks:write" | "stats:read" | "audit:read" | "privacy:write" | "sso:write")[];
        };
        SsoSettings: {
            /**
             * Format: uri
             * @description As the provider writes it itself: https, and not a private address.
             * @example https://login.acme.example
             */
            issuer: string;
            clientId: string;
            /** @description Left out, the one that is kept stays; null for a client without a secret. */
            clientSecret?: string | null;
            /**
             * @description Of the addresses that it may speak for.
             * @example [
             *       "acme.example"
             *     ]
             */
            domains: string[];
            /** @description Members sign in by no password any more, except those who may change these settings. Default: false. */
            enforced?: boolean;
            /** @description The provider proves the addresses of these domains, although it sends no `email_verified`. Default: false. */
            trustsAddresses?: boolean;
        };
        ChangedUser: components["schemas"]["User"] & {
            handOver: components["schemas"]["HandOver"] & (Record<string, never> | null);
        };
        UserChanges: {
            firstName?: string;
            lastName?: string;
            /**
             * Format: email
             * @description May be repeated, but not changed.
             */
            email?: string;
            roleKey?: string;
            /** @description A user of the account who becomes responsible for open invitations. Default: whoever calls, and for what is above their rank the highest administrator. */
            handOverTo?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    deleteApiKeysById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key is dead. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovalChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chat, without its address. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalChat"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putApprovalChat: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApprovalChat"];
            };
        };
        responses: {
            /** @description The chat, without its address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalChat"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteApprovalChat: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFoldersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The folder. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderDetails"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFoldersById: {
        parameters: {
            query?: {
                /** @description `delete`: also if it holds records or is shared. The records and their files are gone for good then, partners do not see the folder any more, and open invitations that share it go on without it. */
                contents?: "delete";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted, with all that was in it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 folder-in-use; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchFoldersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Named"];
            };
        };
        responses: {
            /** @description The folder as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FolderDetails"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 already-exists; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most the 100 newest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OwnSession"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every session but the one that asks has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMeViewsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMeViewsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * @description Filter, order, rows and columns, each as the address of the list has it; what is left out is as the list comes.
                     * @example {
                     *       "search": "logistics",
                     *       "status": "expired",
                     *       "sort": "-expiresAt"
                     *     }
                     */
                    query?: {
                        search?: string;
                        status?: string;
                        origin?: string;
                        assignee?: string;
                        program?: string;
                        inviter?: string;
                        createdAfter?: string;
                        createdBefore?: string;
                        sort?: string;
                        size?: string;
                        columns?: string;
                    };
                    /** @description For everybody in the account; takes programs:write, as does every change of a shared view. */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description The view. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 already-exists; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePartnersByIdSharesByFolderId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                folderId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The folder is not shared any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramsByKeyTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The terms and their versions. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermsOfProgram"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProgramsByKeyTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Plain text in paragraphs, by language tag.
                     * @example {
                     *       "en": "Partners keep prices to themselves."
                     *     }
                     */
                    texts: {
                        [key: string]: string;
                    };
                    /**
                     * @description Where the same can be read elsewhere.
                     * @default null
                     * @example https://acme.example/terms
                     */
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description The version; the current one if it says the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteProgramsByKeyTerms: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nobody is asked any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record, without the bytes of its file. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordDetails"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden, terms-not-accepted; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecordsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRecordsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RecordChanges"];
            };
        };
        responses: {
            /** @description The record as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRecordsByIdFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, to be saved under the name of the file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden, terms-not-accepted; 404 not-found; 409 document-unchecked; 410 document-infected; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRecordsByIdFile: {
        parameters: {
            query: {
                /** @description The name of the file; its ending says what it is, and its content has to agree. */
                name: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
                "image/tiff": string;
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                "application/vnd.oasis.opendocument.text": string;
                "application/vnd.oasis.opendocument.spreadsheet": string;
                "text/csv": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description The record with its file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecordsByIdFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The record has no file. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRolesByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putRolesByKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RoleChanges"];
            };
        };
        responses: {
            /** @description The changed role. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 invalid-transition; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRolesByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The role is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    password: string;
                    accountId?: string;
                };
            };
        };
        responses: {
            /** @description Signed in, and the user has several accounts; the answer sets the session cookie. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChosenAccount"];
                };
            };
            /** @description Signed in to the only account; the answer sets the session cookie. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 approval-pending, sso-required; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoConnection"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putSso: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SsoSettings"];
            };
        };
        responses: {
            /** @description The settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoConnection"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no SSO any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSsoIdentitiesByUserId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The next sign-in binds the member. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSuppressionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description ID of the suppression, or the address itself. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Lifted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putUsersById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UserChanges"];
            };
        };
        responses: {
            /** @description The changed user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedUser"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 invalid-transition; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUsersById: {
        parameters: {
            query?: {
                /** @description A user of the account who becomes responsible for open invitations. Default: whoever calls, and for what is above their rank the highest administrator. */
                handOverTo?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The same, and nobody has the rank for some open invitations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOver"];
                };
            };
            /** @description The user is not in the account any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpointsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhookEndpointsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApiKeys: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKey"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApiKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description The key, in clear for the only time. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getApprovalChatMessages: {
        parameters: {
            query?: {
                state?: "pending" | "delivered" | "failed";
                sort?: "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChatMessage"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditLog: {
        parameters: {
            query?: {
                type?: string;
                /** @description ID or kind. */
                actor?: string;
                /** @description ID or kind. */
                target?: string;
                from?: string;
                to?: string;
                sort?: "seq" | "-seq";
                format?: "json" | "csv";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditItem"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditLogEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The names. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEvents"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuditLogVerification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether the chain is whole, and where it is not. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocumentsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, without its bytes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description An error: 401 unauthenticated; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDocumentsByIdContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes, to be saved under the name of the file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description An error: 401 unauthenticated; 404 not-found; 409 document-unchecked; 410 document-infected; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFoldersByIdRecords: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Record"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFoldersByIdRecords: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRecord"];
            };
        };
        responses: {
            /** @description The record. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Record"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description An error: 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationImports: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Import"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationImports: {
        parameters: {
            query?: {
                /** @description Checks the rows and invites nobody. */
                dryRun?: boolean;
                /** @description Of a file that is neither UTF-8 nor UTF-16. Without it a dry run reads such a file as windows-1252. */
                encoding?: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | "windows-1250" | "windows-1251" | "macintosh";
                /** @description Whether a header with unknown or missing names is refused. A dry run may pass over such columns, to name them afterwards. */
                unknownColumns?: "refuse" | "pass-over";
            };
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewImport"];
                "text/csv": string;
            };
        };
        responses: {
            /** @description The import; it runs until every row has a result. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationImportsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationImportsByIdRejectedCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows with what is wrong with each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationImportsByIdRows: {
        parameters: {
            query?: {
                result?: "created" | "alreadyInvited" | "alreadyPartner" | "invalid" | "pending";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ImportRow"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitations: {
        parameters: {
            query?: {
                view?: "invited" | "pending" | "sent" | "received";
                status?: string;
                search?: string;
                program?: string;
                inviter?: string;
                origin?: "invitation" | "application";
                /** @description User ID, or me. */
                assignee?: string;
                createdAfter?: string;
                createdBefore?: string;
                format?: "json" | "csv";
                /** @description Says where in the whole list the page stands. */
                counted?: string;
                sort?: "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "expiresAt" | "-expiresAt" | "status" | "-status" | "partnerName" | "-partnerName" | "contactName" | "-contactName" | "contactEmail" | "-contactEmail";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Invitation"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                        position?: components["schemas"]["PagePosition"];
                    };
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description The invitation; its e-mail is on the way. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 408 body-too-slow; 409 already-a-partner, idempotency-in-flight, invitation-already-open; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The invitation. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationDetails"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchInvitationsById: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InvitationChanges"];
            };
        };
        responses: {
            /** @description The invitation as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 already-a-partner, content-changed, invalid-transition, invitation-already-open, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationsByIdComments: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Comment"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdComments: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description The comment. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comment"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationsByIdLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The link, for as long as it is good. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 409 invalid-transition; 410 invitation-expired; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationsByIdTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineItem"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitationsByIdVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationVersion"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLogosByName: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture, to be kept for a year. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                    "image/jpeg": string;
                };
            };
            /** @description An error: 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProfileChanges"];
            };
        };
        responses: {
            /** @description The caller after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeMembershipOffers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MembershipOffer"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What you have chosen. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notifications"];
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMeNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description Where the digest leaves at 8 in the morning.
                     * @example Europe/Berlin
                     */
                    timeZone?: string;
                    kinds?: {
                        /**
                         * @description A contact answered one of your invitations.
                         * @enum {string}
                         */
                        answers?: "at_once" | "daily" | "never";
                        /**
                         * @description Nobody answered one of your invitations in time, or its contact asks for a new link since.
                         * @enum {string}
                         */
                        expired?: "at_once" | "daily" | "never";
                        /**
                         * @description One of your invitations did not reach its contact.
                         * @enum {string}
                         */
                        deliveryProblems?: "at_once" | "daily" | "never";
                        /**
                         * @description An application waits for your decision, still does, or was not decided in time.
                         * @enum {string}
                         */
                        approvals?: "at_once" | "daily" | "never";
                        /**
                         * @description A partner could not be set up and waits for somebody.
                         * @enum {string}
                         */
                        setUp?: "at_once" | "daily" | "never";
                    };
                };
            };
        };
        responses: {
            /** @description What you have chosen now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notifications"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeTerms: {
        parameters: {
            query?: {
                locale?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty where nothing waits. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["OwnTerms"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SavedView"][];
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeViews: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    list: "invited" | "pending" | "active" | "inactive" | "sent" | "received";
                    name: string;
                    /**
                     * @description Filter, order, rows and columns, each as the address of the list has it; what is left out is as the list comes.
                     * @default {}
                     * @example {
                     *       "search": "logistics",
                     *       "status": "expired",
                     *       "sort": "-expiresAt"
                     *     }
                     */
                    query?: {
                        search?: string;
                        status?: string;
                        origin?: string;
                        assignee?: string;
                        program?: string;
                        inviter?: string;
                        createdAfter?: string;
                        createdBefore?: string;
                        sort?: string;
                        size?: string;
                        columns?: string;
                    };
                    /**
                     * @description For everybody in the account; takes programs:write, as does every change of a shared view.
                     * @default false
                     */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description The view. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 already-exists, idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeWorkspace: {
        parameters: {
            query?: {
                /** @description Only records that this module shows. */
                module?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnWorkspace"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden, terms-not-accepted; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The Prometheus text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description The caller is elsewhere, or METRICS_PORT is set. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": string;
                };
            };
            /** @description An error: 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description An error: 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnerCandidates: {
        parameters: {
            query?: {
                /** @description Only partners that invitations to addresses of this domain led to. */
                emailDomain?: string;
                search?: string;
                sort?: "partnerName" | "-partnerName";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PartnerCandidate"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnerExplorerCounts: {
        parameters: {
            query?: {
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerExplorerCounts"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartners: {
        parameters: {
            query?: {
                status?: "active" | "inactive";
                search?: string;
                format?: "json" | "csv";
                /** @description Says where in the whole list the page stands. */
                counted?: string;
                sort?: "partnerName" | "-partnerName" | "status" | "-status" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Partner"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                        position?: components["schemas"]["PagePosition"];
                    };
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPartnersByIdShares: {
        parameters: {
            query?: {
                sort?: "name" | "-name" | "sharedAt" | "-sharedAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PartnerShare"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPartnersByIdShares: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPartnerShares"];
            };
        };
        responses: {
            /** @description Everything that is shared with the partner now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PartnerShare"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrivacyErasuresById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The erasure; it does not name the address. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPrograms: {
        parameters: {
            query?: {
                sort?: "key" | "-key" | "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Program"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramsByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The program. */
            200: {
                headers: {
                    /** @description Names what was read; the endpoint that changes it takes it as If-Match. */
                    ETag: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProgramsByKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ProgramChanges"];
            };
        };
        responses: {
            /** @description The program with all settings. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramsByKeyTermsAcceptances: {
        parameters: {
            query?: {
                version?: number;
                format?: "json" | "csv";
                sort?: "acceptedAt" | "-acceptedAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TermsAcceptance"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgramsByKeyTermsByVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Terms"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPublicApplyBySlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplyPage"];
                };
            };
            /** @description An error: 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicApplyBySlug: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    challenge: string;
                    locale?: string;
                    /** @description A field that people do not see: whatever fills it in gets the same answer and no e-mail. */
                    trap?: string;
                };
            };
        };
        responses: {
            /** @description An e-mail is on its way to the address: the link, or what the account has of the address already. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "requested";
                    };
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadModelRebuild: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest rebuild. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rebuild"];
                };
            };
            /** @description An error: 401 unauthenticated; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postReadModelRebuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A rebuild is running. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rebuild"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Calls are served; parts that are false are missing all the same. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready" | "not-ready";
                        parts: {
                            api: boolean;
                            database: boolean;
                            temporal: boolean;
                            worker: boolean;
                        };
                    };
                };
            };
            /** @description The process stops, or the database is missing. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ready" | "not-ready";
                        parts: {
                            api: boolean;
                            database: boolean;
                            temporal: boolean;
                            worker: boolean;
                        };
                    };
                };
            };
            /** @description An error: 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoles: {
        parameters: {
            query?: {
                sort?: "rank" | "-rank" | "key" | "-key" | "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Role"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRoles: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRole"];
            };
        };
        responses: {
            /** @description The role. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 408 body-too-slow; 409 already-exists, idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description Day or instant; 30 days before `to` where left out. */
                from?: string;
                /** @description A day, which is included, or an instant, which is not; now where left out. */
                to?: string;
                groupBy?: "inviter" | "program" | "day" | "week" | "month";
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The figures. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                    "text/csv": string;
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatsCohorts: {
        parameters: {
            query?: {
                /** @description Day or instant; 84 days before `to` where left out. */
                from?: string;
                /** @description A day, which is included, or an instant, which is not; now where left out. */
                to?: string;
                /** @description Weeks (from Monday, UTC) or months; that of `from` is counted from its beginning. */
                by?: "week" | "month";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cohorts, oldest first; a time without one is left out. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cohorts"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuppressions: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Suppression"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                search?: string;
                roleKey?: string;
                status?: "invited" | "active";
                sort?: "name" | "-name" | "email" | "-email" | "roleKey" | "-roleKey" | "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The offer, under its own ID and as it was typed. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 408 body-too-slow; 409 already-exists, idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsersByIdResponsibilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Open invitations and keys. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Responsibilities"];
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpoints: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt" | "url" | "-url";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookEndpoint"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpoints: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhookEndpoint"];
            };
        };
        responses: {
            /** @description The endpoint, with its secret for the only time. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhookEndpointsByIdDeliveries: {
        parameters: {
            query?: {
                state?: "pending" | "delivered" | "failed";
                sort?: "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["WebhookDelivery"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkspaces: {
        parameters: {
            query?: {
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Workspace"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWorkspaces: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Named"];
            };
        };
        responses: {
            /** @description The workspace; Location lists its folders. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWorkspacesByIdFolders: {
        parameters: {
            query?: {
                sort?: "name" | "-name" | "createdAt" | "-createdAt";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Folder"][];
                        nextCursor: string | null;
                        /** @description Where the list can be read backwards: the `cursor` of the page before; null on the first. */
                        previousCursor?: string | null;
                    };
                };
            };
            /** @description An error: 401 unauthenticated; 403 forbidden; 404 not-found; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWorkspacesByIdFolders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Named"];
            };
        };
        responses: {
            /** @description The folder; Location lists its records. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Folder"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 already-exists, idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAccounts: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description The account. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 408 body-too-slow; 409 already-exists, idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApiKeysByIdRotate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        responses: {
            /** @description The new key, in clear for the only time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKey"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalChatResume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The chat, active. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApprovalChat"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postApprovalChatTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message, on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatMessage"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postDocuments: {
        parameters: {
            query: {
                field: string;
                /** @description The name of the file; its ending says what it is, and its content has to agree. */
                name: string;
                /** @description The invitation whose field it answers: one of the account, or one to the own address. */
                invitation?: string;
                /** @description Without an invitation: the program of one that is still to be made. */
                program?: string;
            };
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
                "image/tiff": string;
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                "application/vnd.oasis.opendocument.text": string;
                "application/vnd.oasis.opendocument.spreadsheet": string;
                "text/csv": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description The file, or the same one of before. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmailEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    events: {
                        /** @description Which e-mail: its header `Message-ID`, with or without `<`, `@domain` and `>`, or `X-Usher-Message`. */
                        messageId: string;
                        /** @enum {string} */
                        event: "delivered" | "bounced" | "dropped" | "spam_report" | "unsubscribed";
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Of a bounce: whether the address takes no mail for good, and is not mailed any more; default true. */
                        permanent?: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description Taken; events of unknown messages change nothing. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEmailEventsSendgrid: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description Taken; events of unknown messages change nothing. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationDecisions: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDecisions"];
            };
        };
        responses: {
            /** @description What became of each; some may have been refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decisions"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationImportsByIdCancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The import; it is over, or will be after the rows in hand. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationImportsByIdRepeat: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ImportRepeat"];
            };
        };
        responses: {
            /** @description Another import, of the same rows. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    customFields?: {
                        [key: string]: string | number | boolean | string[] | null;
                    };
                    /** @description The version of the terms that was shown and accepted. */
                    termsVersion?: number;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit, terms-changed; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdApprove: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: string;
                    contentHash?: string;
                    /**
                     * @description Adds the applicant to this partner, as a partner user; null makes a new partner. Left out: as `addTo` says.
                     * @example prt_01K0000000000000000000000A
                     */
                    addToPartnershipId?: string | null;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 choice-differs, content-changed, idempotency-in-flight, invalid-transition, partner-unavailable, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdDecline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdExtend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example P14D */
                    expiresIn: string;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdReinvite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["InvitationAnew"];
            };
        };
        responses: {
            /** @description The new invitation. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 already-a-partner, idempotency-in-flight, invalid-transition, invitation-already-open; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdReject: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdResend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    extendExpiry?: boolean;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdRetry: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What is asked for; the applicant reads it. */
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInvitationsByIdRevoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The settled invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the decision. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeMembershipOffersByIdAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The membership. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedMembership"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 410 link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeMembershipOffersByIdDecline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offer is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMeTermsAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accountId: string;
                    program: string;
                    /** @description The version of the terms that was shown and accepted. */
                    version: number;
                    /**
                     * @description The language in which they were read.
                     * @default en
                     */
                    locale?: string;
                };
            };
        };
        responses: {
            /** @description Accepted, now or before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedTerms"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, terms-changed; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPartnersByIdDeactivate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner, inactive now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPartnersByIdReactivate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The partner, active now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Partner"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPasswordResets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                };
            };
        };
        responses: {
            /** @description If the address belongs to a user, or to somebody who is invited, a link is on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "requested";
                    };
                };
            };
            /** @description An error: 400 malformed-json; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPrivacyErase: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description It will be done, whatever fails meanwhile. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPrivacyExport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Everything that is held. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactExport"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postProgramsByKeyRulesDryRun: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partnerName?: string;
                    /** Format: email */
                    contactEmail: string;
                    country?: string;
                    /** @description As if the contact had applied without an invitation. */
                    applied?: boolean;
                };
            };
        };
        responses: {
            /** @description The verdict. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null: no rule fired; autoOnboarding decides, and people where the contact applied. */
                        ruleId: string | null;
                        /** @enum {string} */
                        outcome: "approve" | "review" | "reject";
                        /** @description The partner that an approved applicant is added to; null for a new one. */
                        addTo: {
                            id: string;
                            name: string;
                        } | null;
                    };
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postProgramsByKeyTemplatesPreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    template: "invitation" | "reminder" | "new-link" | "share-notification" | "share-notification-admin" | "partnership-notice" | "partner-user-added" | "accepted-notice" | "declined-notice" | "expired-notice" | "link-requested-notice" | "delivery-failed-notice" | "provisioning-failed-notice" | "approval-requested" | "approval-reminder" | "assigned-notice" | "decision-overdue" | "welcome" | "application-returned" | "returned-reminder" | "application-rejected" | "set-password" | "membership-offer" | "apply-link" | "digest" | "api-key-expires";
                    /** @default en */
                    locale?: string;
                    subject?: string;
                    /** @description What inboxes show beside the subject. */
                    preheader?: string;
                    html?: string;
                    text?: string;
                    brand?: {
                        /** @description An https address; PUT /v1/programs/{key}/logo uploads a picture and sets it. */
                        logoUrl?: string | null;
                        color?: string | null;
                        senderName?: string | null;
                        /** Format: email */
                        replyTo?: string | null;
                    };
                };
            };
        };
        responses: {
            /** @description The e-mail with sample data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        subject: string;
                        preheader: string;
                        html: string;
                        text: string;
                    };
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postProgramsByKeyTemplatesTestSend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    template: "invitation" | "reminder" | "new-link" | "share-notification" | "share-notification-admin" | "partnership-notice" | "partner-user-added" | "accepted-notice" | "declined-notice" | "expired-notice" | "link-requested-notice" | "delivery-failed-notice" | "provisioning-failed-notice" | "approval-requested" | "approval-reminder" | "assigned-notice" | "decision-overdue" | "welcome" | "application-returned" | "returned-reminder" | "application-rejected" | "set-password" | "membership-offer" | "apply-link" | "digest" | "api-key-expires";
                    /** @default en */
                    locale?: string;
                };
            };
        };
        responses: {
            /** @description The sample is on its way to the caller. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicApplyBySlugApplication: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    contact: {
                        contactFirstName: string;
                        contactLastName: string;
                        phoneNumber?: string;
                        country?: string;
                        industry?: string;
                        partnerName: string;
                    };
                    customFields?: {
                        [key: string]: string | number | boolean | string[] | null;
                    };
                    password?: string;
                    /** @description The version of the terms that was shown and accepted. */
                    termsVersion?: number;
                };
            };
        };
        responses: {
            /** @description The application is there; people or a rule decide. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 409 already-a-partner, idempotency-in-flight, invitation-already-open, terms-changed; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicApplyBySlugDocuments: {
        parameters: {
            query: {
                field: string;
                /** @description The name of the file; its ending says what it is, and its content has to agree. */
                name: string;
            };
            header: {
                /** @description The token of the mailed link. */
                "Usher-Application-Token": string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
                "image/tiff": string;
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                "application/vnd.oasis.opendocument.text": string;
                "application/vnd.oasis.opendocument.spreadsheet": string;
                "text/csv": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description The file, or the same one of before. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedDocument"];
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 409 invitation-already-open; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicApplyBySlugLookup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description The form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedApplication"];
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationAccept: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    contact?: {
                        contactFirstName?: string;
                        contactLastName?: string;
                        phoneNumber?: string;
                        country?: string;
                        industry?: string;
                        partnerName?: string;
                    };
                    customFields?: {
                        [key: string]: string | number | boolean | string[] | null;
                    };
                    password?: string;
                    /** @description The version of the terms that was shown and accepted. */
                    termsVersion?: number;
                };
            };
        };
        responses: {
            /** @description What has become of the invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit, terms-changed; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationDecline: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What has become of the invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationDocuments: {
        parameters: {
            query: {
                field: string;
                /** @description The name of the file; its ending says what it is, and its content has to agree. */
                name: string;
            };
            header: {
                /** @description The token of the link. */
                "Usher-Invitation-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
                "application/pdf": string;
                "image/png": string;
                "image/jpeg": string;
                "image/webp": string;
                "image/tiff": string;
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                "application/vnd.openxmlformats-officedocument.presentationml.presentation": string;
                "application/vnd.oasis.opendocument.text": string;
                "application/vnd.oasis.opendocument.spreadsheet": string;
                "text/csv": string;
                "text/plain": string;
            };
        };
        responses: {
            /** @description The file, or the same one of before. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedDocument"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 404 not-found; 408 body-too-slow; 409 invalid-transition; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationLookup: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description The invitation and its form. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedInvitation"];
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationRemindLater: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    /** @example P14D */
                    in: string;
                };
            };
        };
        responses: {
            /** @description What has become of the invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description No worker answered yet; Temporal keeps the answer. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Queued"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 role-ceiling, self-approval; 404 not-found; 408 body-too-slow; 409 content-changed, idempotency-in-flight, invalid-transition, resend-limit; 410 invitation-closed, invitation-expired, link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationRequestNewLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description If the invitation is open, a new link is on its way. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description An error: 400 malformed-json; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicInvitationUnsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description No reminder will come any more. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answered"];
                };
            };
            /** @description An error: 400 malformed-json; 404 not-found; 408 body-too-slow; 410 link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postPublicSetPassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    token: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Set; sign in with it. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 410 link-replaced; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSecretRotation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was sealed anew. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretRotation"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accountId: string;
                };
            };
        };
        responses: {
            /** @description The new session; the answer sets its cookie. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, sso-required; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionSso: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    email: string;
                    /** @description Comes back with the end of the sign-in. */
                    next?: string;
                };
            };
        };
        responses: {
            /** @description Send the browser to `url`, keep `flow` in it, and end the sign-in with both. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        url: string;
                        flow: string;
                        /** @description Its host. */
                        provider: string;
                    };
                };
            };
            /** @description An error: 400 malformed-json; 403 sso-refused; 404 not-found; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSessionSsoFinish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    flow: string;
                    /** @description Of the address that the provider sent the browser to. */
                    query: string;
                };
            };
        };
        responses: {
            /** @description Signed in; the answer sets the session cookie. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChosenAccount"] & {
                        next: string | null;
                    };
                };
            };
            /** @description An error: 400 malformed-json; 403 sso-refused; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSsoCheck: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SsoCheck"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsersByIdResend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The offer with its new life. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden, role-ceiling; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpointsByIdDeliveriesByDeliveryIdReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new delivery, on its way. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight, invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpointsByIdResume: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint, active. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookEndpointsByIdRotateSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept 24 hours for the credential that sent it: the same key and body give the same answer, secrets aside. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long both secrets sign; default one day.
                     * @example P1D
                     */
                    oldSecretValidFor?: string;
                };
            };
        };
        responses: {
            /** @description The endpoint, with its secret for the only time. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointWithSecret"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 idempotency-in-flight; 413 payload-too-large; 415 unsupported-media-type; 422 idempotency-mismatch, validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putInvitationsByIdAssignee: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Null: nobody in particular. */
                    userId: string | null;
                };
            };
        };
        responses: {
            /** @description The invitation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 409 invalid-transition; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, temporal-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMeModule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    module: string;
                };
            };
        };
        responses: {
            /** @description Remembered. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 408 body-too-slow; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putProgramsByKeyLogo: {
        parameters: {
            query: {
                /** @description The name of the file; its ending says what it is, and its content has to agree. */
                name: string;
            };
            header?: {
                /** @description The ETag of what was read. 412 `precondition-failed` if it was changed since; without it the last one wins. */
                "If-Match"?: string;
                /** @description `*`: only if there is none yet, else 412. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
                "image/png": string;
                "image/jpeg": string;
            };
        };
        responses: {
            /** @description The program; brand.logoUrl is the address of the picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Program"];
                };
            };
            /** @description An error: 400 malformed-json; 401 unauthenticated; 403 csrf, forbidden; 404 not-found; 408 body-too-slow; 412 precondition-failed; 413 payload-too-large; 415 unsupported-media-type; 422 validation-failed; 429 rate-limited; 500 internal-error; 503 database-unavailable, identity-provider-unavailable, overloaded, storage-unavailable. See docs/errors.md. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invitationCreated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.created";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationApplied: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.applied";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationSent: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.sent";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationDelivered: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.delivered";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationBounced: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.bounced";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationViewed: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.viewed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationReminded: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.reminded";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationResent: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.resent";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationAccepted: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.accepted";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationTerms_accepted: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.terms_accepted";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationDeclined: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.declined";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationExpired: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.expired";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationRevoked: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.revoked";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationApproval_requested: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.approval_requested";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationDecision_overdue: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.decision_overdue";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationApproved: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.approved";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationReturned: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.returned";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationRejected: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.rejected";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationActivated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.activated";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationProvisioning_failed: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.provisioning_failed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    invitationDocument_infected: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "invitation.document_infected";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        invitationId: string;
                        accountId: string;
                        program: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "created" | "sent" | "delivery_failed" | "accepted" | "pending_approval" | "returned" | "provisioning" | "active" | "declined" | "expired" | "revoked" | "rejected" | "failed";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        /** Format: date-time */
                        expiresAt: string;
                        partnershipId: string | null;
                        partnerAccountId: string | null;
                        detail: {
                            /** @enum {string} */
                            event?: "bounced" | "dropped" | "spam_report";
                            ruleId?: string;
                            step?: string;
                            type?: string;
                            version?: number;
                            added?: boolean;
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    partnershipDeactivated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "partnership.deactivated";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        partnershipId: string;
                        accountId: string;
                        partnerAccountId: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        invitationId: string | null;
                        detail: {
                            added?: string[];
                            withdrawn?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    partnershipReactivated: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "partnership.reactivated";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        partnershipId: string;
                        accountId: string;
                        partnerAccountId: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        invitationId: string | null;
                        detail: {
                            added?: string[];
                            withdrawn?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    partnershipShares_changed: {
        parameters: {
            query?: never;
            header: {
                /** @description The event; the same on every attempt and replay. */
                "webhook-id": string;
                /** @description Seconds since 1970; refuse old ones. */
                "webhook-timestamp": string;
                /** @description v1 and the base64 HMAC-SHA256 over id.timestamp.body, one per valid secret. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    type: "partnership.shares_changed";
                    /** Format: date-time */
                    timestamp: string;
                    data: {
                        partnershipId: string;
                        accountId: string;
                        partnerAccountId: string;
                        partnerName: string;
                        /** @enum {string} */
                        status: "active" | "inactive";
                        actor: {
                            /** @enum {string} */
                            kind: "invitee" | "user" | "operator" | "system";
                            id: string | null;
                        };
                        invitationId: string | null;
                        detail: {
                            added?: string[];
                            withdrawn?: string[];
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Taken. Any other answer is tried again for three days; 410 pauses the endpoint. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
