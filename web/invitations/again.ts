import * as api from '../../api';
import { Problem } from '../../api/http/problem';
import { typedAnswers } from '../kit/custom-fields-form';
import type { FormBody } from '../kit/form-body';
import type { PageContext } from '../kit/page-context';
import { AGAIN, CUSTOMER, setUpForm } from './wizard-input';

/** What a wizard begins with that invites somebody again: all that is known and that the program still asks for. */
export async function begunAgain(context: PageContext): Promise<FormBody> {
  const id = context.query('again');
  if (id === undefined) return {};
  const earlier = await context.call(api.getInvitationsById, { params: { id } });
  if (earlier.received || earlier.erasedAt !== null) throw new Problem('not-found');
  const { customFields, program: key, share } = earlier;
  const programs = await context.callAll(api.getPrograms);
  const program = programs.find((one) => one.key === key) ?? programs.find((one) => one.key === 'default');
  if (program === undefined) throw new Problem('not-found');
  const asked = program.customFields.filter(({ filledBy }) => filledBy === 'inviter');
  return {
    ...CUSTOMER.values(earlier),
    ...setUpForm(program).values({ ...earlier, expiresIn: undefined }),
    ...typedAnswers(asked, customFields),
    ...(share !== null && { workspaceId: share.workspaceId, folderIds: [...share.folderIds] }),
    program: program.key,
    addToPartnershipId: earlier.addTo?.id ?? '',
    [AGAIN]: id,
  };
}
