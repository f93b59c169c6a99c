import { slugLooks } from '../../domain/programs/apply-slug';
import { collection, findOne, isDuplicateKey, storeOf } from '../mongo/collection';

/** Who has an address on which people apply. */
export interface ApplySlugDoc {
  /** What the slug looks like (see `slugLooks`): nobody has one that is taken for somebody else's. */
  readonly _id: string;
  readonly slug: string;
  readonly accountId: string;
  /** Null since the program gave it up. */
  readonly program: string | null;
  readonly claimedAt: Date;
}

/** Enough for every program and a few changes of mind; too few to keep good names from others. */
const MOST_PER_ACCOUNT = 20;

export const applySlugModel = collection<ApplySlugDoc>(
  'apply_slugs',
  { slug: String, accountId: String, program: String, claimedAt: Date },
  [{ keys: { accountId: 1, program: 1 } }],
);

/**
 * Slugs of all accounts. Whoever had one first keeps it for ever: a link that was printed or shared shall never lead
 * to somebody else, so a slug that was given up can be taken again by the same account alone.
 */
export class ApplySlugStore extends storeOf(applySlugModel) {
  /** Takes a slug for a program; of any number of racing accounts one succeeds. Safe to repeat. */
  async claim(accountId: string, program: string, slug: string): Promise<'ok' | 'taken' | 'too-many'> {
    const _id = slugLooks(slug);
    const known = await findOne(this.model, { _id });
    if (known === undefined) {
      if ((await this.model.countDocuments({ accountId })) >= MOST_PER_ACCOUNT) return 'too-many';
      try {
        await this.model.create([{ _id, slug, accountId, program, claimedAt: new Date() }]);
        return 'ok';
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    }
    const own = { _id, accountId, $or: [{ program }, { program: null }] };
    return (await this.model.updateOne(own, { $set: { slug, program } })).matchedCount === 1 ? 'ok' : 'taken';
  }

  /** Gives up all slugs of a program but the one that it has now. */
  async release(accountId: string, program: string, kept: string | null): Promise<void> {
    const _id = kept === null ? '' : slugLooks(kept);
    for (const doc of await this.model.find({ accountId, program }).lean<ApplySlugDoc[]>()) {
      if (doc._id !== _id)
        await this.model.updateOne({ _id: doc._id, accountId }, { $set: { program: null } });
    }
  }

  /** Whose slug it is, across accounts; nothing for one that only looks like it, or that was given up. */
  async find(slug: string): Promise<{ readonly accountId: string; readonly program: string } | undefined> {
    const doc = await findOne(this.model, { _id: slugLooks(slug) });
    return doc?.slug === slug && doc.program !== null
      ? { accountId: doc.accountId, program: doc.program }
      : undefined;
  }
}
