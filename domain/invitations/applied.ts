import { idOf } from '../ids';

/** What a link to apply makes, however often it is used: the IDs come from that of the request for it. */
export function madeBy({ _id }: { readonly _id: string }) {
  const body = _id.slice(_id.indexOf('_') + 1);
  return { invitationId: idOf('inv', body), ref: idOf('app', body) };
}
