import type { Actor, TimelineType } from '../../workflows/contract';

/** One line of an invitation's story. */
export interface TimelineEvent {
  readonly invitationId: string;
  /** The workflow's number; 0 for entries that the workflow does not know. */
  readonly n: number;
  readonly at: Date;
  readonly type: TimelineType;
  readonly actor: Actor;
  readonly reasonRef: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean>> | null;
  /** Values before and after an edit; personal, cleared by erasure. */
  readonly changes: Readonly<Record<string, { before: unknown; after: unknown }>> | null;
}
