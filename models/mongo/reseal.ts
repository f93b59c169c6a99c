import type { Model } from 'mongoose';
import type { KeyRing } from '../../domain/security/key-ring';
import { isSealedAnew, seal, unseal } from '../../domain/security/sealing';

/** What was done about the sealed texts of a collection. */
export interface Resealed {
  /** Sealed anew, with the secret of now. */
  readonly resealed: number;
  /** Sealed with a secret that is not there. */
  readonly unreadable: number;
}

export interface SealedTexts {
  readonly ring: KeyRing;
  readonly purpose: string;
  /** Path of the text in its document; with a list on the way, the text of each of its members. */
  readonly list?: string;
  readonly member: string;
}

/** Seals every text of a collection anew that an older secret sealed. Safe to repeat and beside all that writes. */
export async function resealAll<T extends { _id: string }>(
  model: Model<T>,
  { ring, purpose, list, member }: SealedTexts,
): Promise<Resealed> {
  const counts = { resealed: 0, unreadable: 0 };
  const documents = model
    .find()
    .select([list ?? member])
    .lean<Record<string, unknown>[]>()
    .cursor();
  for await (const document of documents as AsyncIterable<Record<string, unknown>>) {
    for (const { path, text } of textsIn(document, list, member)) {
      if (isSealedAnew(text, ring)) continue;
      const opened = opening(text, ring, purpose);
      if (opened === undefined) {
        counts.unreadable += 1;
        continue;
      }
      // Whoever changed it meanwhile has sealed it with the secret of now.
      const same = { _id: document['_id'], [path]: text } as never;
      const { modifiedCount } = await model.updateOne(same, {
        $set: { [path]: seal(opened, ring, purpose) },
      } as never);
      counts.resealed += modifiedCount;
    }
  }
  return counts;
}

function textsIn(document: Record<string, unknown>, list: string | undefined, member: string) {
  const holders = list === undefined ? [document] : (document[list] as Record<string, unknown>[]);
  return holders.flatMap((holder, index) => {
    const text = holder[member];
    const path = list === undefined ? member : `${list}.${index}.${member}`;
    return typeof text === 'string' ? [{ path, text }] : [];
  });
}

function opening(text: string, ring: KeyRing, purpose: string): string | undefined {
  try {
    return unseal(text, ring, purpose);
  } catch {
    return undefined;
  }
}
