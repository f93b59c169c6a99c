import type { FileTypeName } from './file-types';

/**
 * `pending`: not looked at by the scanner yet, so nobody gets it; `infected`: it held malware and its bytes are gone;
 * `removing`: nobody handed it in, and it is on its way out.
 */
export const DOCUMENT_STATES = ['pending', 'clean', 'infected', 'removing'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** Who brought a file: the holder of an invitation's link, or a user. */
export interface Uploader {
  readonly kind: 'invitee' | 'user';
  readonly id: string;
}

/** A file that answers a custom field, or that a record holds; its bytes are in the storage and never change. */
export interface StoredDocument {
  readonly _id: string;
  /** The account that asks for it. */
  readonly accountId: string;
  /** Program and key of the field that it was uploaded for; null for the file of a record. */
  readonly program: string | null;
  readonly field: string | null;
  /** The record that holds it. */
  readonly recordId?: string;
  /** Invitations that it answers a field of; one of a user may have none yet. */
  readonly invitationIds: readonly string[];
  readonly uploadedBy: Uploader;
  readonly name: string;
  readonly type: FileTypeName;
  readonly bytes: number;
  readonly sha256: string;
  readonly state: DocumentState;
  readonly createdAt: Date;
  /** When it was handed in with a form, or became the file of its record; null before. */
  readonly handedInAt: Date | null;
}
