/** The largest file that is taken, whatever a field says. */
export const MOST_BYTES = 20_000_000;

/** Of a field that says nothing. */
export const DEFAULT_BYTES = 10_000_000;

/** What whoever holds the link of one invitation may upload in all: files and bytes. */
export const INVITATION_LIMITS = { documents: 30, bytes: 100_000_000 } as const;

/** What one user may have uploaded that belongs to no invitation yet. */
export const UNUSED_LIMITS = { documents: 100, bytes: 200_000_000 } as const;

/** What the records of one account may hold in all. */
export const RECORD_LIMITS = { documents: 5_000, bytes: 5_000_000_000 } as const;

/** A file that nobody has handed in with a form goes after this. */
export const UNUSED_FOR_MS = 24 * 60 * 60 * 1000;
