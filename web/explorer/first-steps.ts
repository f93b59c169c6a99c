import * as api from '../../api';
import { readCookie, setCookie, YEAR_SECONDS } from '../../api/http/cookies';
import type { JsonBodyOf } from '../../api/http/endpoint';
import type { PageContext, Pages } from '../kit/page-context';
import { t } from '../kit/reader';
import { mayInvite } from '../kit/navigation';

type Program = JsonBodyOf<typeof api.getProgramsByKey>;

const COOKIE = 'usher_first_steps';

/** Putting the first steps away, in this browser and for this account. */
export function firstStepsPages(pages: Pages): void {
  pages.post('/first-steps/dismiss', ({ response, deps, me, goTo }) => {
    response.append('Set-Cookie', setCookie(COOKIE, me.account.id, YEAR_SECONDS, deps.settings.publicUrl));
    goTo('/');
  });
}

interface Step {
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly endpoint: typeof api.getPrograms | typeof api.getWorkspaces | typeof api.postInvitations;
  readonly isDone: boolean;
}

/** What an administrator does first, while the account has sent nothing and nobody put it away. */
export async function firstSteps(context: PageContext, sent: number) {
  const { me, request } = context;
  if (sent > 0 || !me.invites || !mayInvite(context) || !context.may(api.putProgramsByKey)) return undefined;
  if (readCookie(request, COOKIE) === me.account.id) return undefined;
  const program = await context.call(api.getProgramsByKey, { params: { key: 'default' } });
  const steps = stepsOf(program, await hasWorkspace(context)).filter(({ endpoint }) => context.may(endpoint));
  return {
    done: String(steps.filter(({ isDone }) => isDone).length),
    total: String(steps.length),
    steps: steps.map(({ title, text, href, isDone }) => ({ title: t(title), text: t(text), href, isDone })),
  };
}

async function hasWorkspace(context: PageContext): Promise<boolean> {
  if (!context.may(api.getWorkspaces)) return false;
  return (await context.call(api.getWorkspaces, { query: { limit: '1' } })).items.length > 0;
}

function stepsOf({ brand, createdAt, updatedAt }: Program, sharable: boolean): readonly Step[] {
  return [
    {
      title: 'Give it your look',
      text: 'Your logo and colour, on e-mails and on the pages that partners see.',
      href: '/programs/default?tab=brand',
      endpoint: api.getPrograms,
      isDone: Boolean(brand.logoUrl ?? brand.color),
    },
    {
      title: 'Decide how partners come in',
      text: 'Who approves them, what the form asks, when reminders go out.',
      href: '/programs/default',
      endpoint: api.getPrograms,
      isDone: createdAt !== updatedAt,
    },
    {
      title: 'Have something to share',
      text: 'A workspace with folders: partners see their records from the first sign-in on.',
      href: '/workspaces',
      endpoint: api.getWorkspaces,
      isDone: sharable,
    },
    {
      title: 'Invite your first partner',
      text: 'An e-mail address and a name are enough.',
      href: '/invitations/new',
      endpoint: api.postInvitations,
      isDone: false,
    },
  ];
}
