/** What every screen may say of itself, and what it may have around it. */
interface Screen {
  readonly title: string;
  readonly refreshSeconds?: number | undefined;
  readonly errors?: readonly { readonly text: string }[];
  readonly errorsHeading?: string;
  readonly hasErrors?: boolean;
  /** Token of the session, and key of this showing. */
  readonly csrf?: string;
  readonly key?: string;
  readonly notice?: object | undefined;
  readonly assets?: Readonly<Record<'css' | 'htmx' | 'htmxConfig' | 'script', string>>;
  readonly me?: object;
  readonly navigation?: readonly object[];
  readonly mayExplore?: boolean;
  readonly mayWorkspace?: boolean;
  readonly otherAccounts?: readonly object[];
}

type Optional<Names extends string> = { readonly [Name in Names]?: string | undefined };
type Texts<Names extends string> = { readonly [Name in Names]: string | undefined };
type Link = Texts<'label' | 'href'>;
type Tab = Link & { readonly current: boolean; readonly counted?: boolean; readonly count?: number };
/** One entry of a choice. */
export type Option = Texts<'value' | 'label'> & { readonly selected: boolean };

interface Fields {
  readonly groups: readonly { readonly legend?: string | undefined; readonly fields: readonly object[] }[];
  readonly hasFiles?: boolean;
}

interface List {
  readonly table: {
    readonly caption: string;
    readonly rows: readonly object[];
    readonly selectable: boolean;
  };
}

interface Data {
  readonly data: readonly Texts<'label' | 'value'>[];
}

/** Screens of the signed-in side, with what each shows; each has a template of its name. */
export interface Screens {
  bulk: Screen &
    Fields &
    Texts<'back' | 'action' | 'intro' | 'nothing' | 'button' | 'buttonClass'> & {
      readonly chosen: readonly (Texts<'id'> & Record<'name' | 'email', string | null>)[];
      readonly skipped: readonly Record<'name' | 'status', string | null>[];
    };
  error: Screen &
    Texts<'text' | 'home' | 'homeHref' | 'requestId'> &
    Optional<'retryHref'> & {
      readonly status: number;
      readonly details?: readonly string[] | undefined;
      readonly again?: object | undefined;
    };
  explorer: Screen &
    List &
    Texts<'heading' | 'tab' | 'search' | 'clearHref' | 'here' | 'exportHref' | 'newsHref'> &
    Optional<'sort' | 'every' | 'narrowed'> & {
      readonly kept: readonly Texts<'name' | 'value'>[];
      readonly elsewhere: readonly Tab[];
      readonly sizes: readonly Option[];
      readonly columns: readonly Option[];
      readonly tabs: readonly Tab[];
      readonly statuses: readonly Option[];
      readonly bulk: readonly Texts<'value' | 'label'>[];
      readonly origins?: readonly Option[] | undefined;
    } & Record<'assignable' | 'mine' | 'filtered' | 'mayInvite' | 'mayImport', boolean>;
  form: Screen &
    Fields &
    Partial<Data> &
    Texts<'backHref' | 'backLabel' | 'action' | 'buttonClass' | 'button'> &
    Optional<'intro'> & {
      readonly extra?: (Texts<'action' | 'label' | 'intro'> & { readonly key: string }) | undefined;
      readonly removal?:
        | (Texts<'action' | 'label' | 'intro'> & {
            readonly key: string;
            readonly choice?: object | undefined;
          })
        | undefined;
    };
  import: Screen &
    Data &
    List &
    Texts<'when' | 'selfHref' | 'statusLabel' | 'progressText'> &
    Optional<'rejectedHref' | 'workflowHref' | 'cancelAction'> & {
      readonly running: boolean;
      readonly total: number;
      readonly done: number;
      readonly results: readonly Tab[];
      /** Of a check: how its rows are invited, and what its columns fill. */
      readonly invite?: Texts<'action' | 'key' | 'label'> | undefined;
      readonly columns?:
        | (Texts<'action' | 'key'> & {
            readonly open: boolean;
            readonly list: readonly (Texts<'name' | 'sample'> & { readonly options: readonly Option[] })[];
          })
        | undefined;
    } & Optional<'warning'>;
  imports: Screen &
    List &
    Texts<'typed'> & { readonly mayUpload: boolean; readonly encodings: readonly Option[] };
  invitation: Screen &
    Data &
    Partial<Fields> &
    Texts<
      | 'name'
      | 'backHref'
      | 'backLabel'
      | 'tone'
      | 'statusLabel'
      | 'statusText'
      | 'selfHref'
      | 'liveHref'
      | 'movingText'
    > &
    Optional<'reviewHref' | 'editHref' | 'failure'> & {
      readonly liveSeconds: number;
      readonly setUp: readonly Texts<'label' | 'tone' | 'text'>[] | undefined;
      readonly comment: object | undefined;
      readonly moving: boolean;
      readonly message: string | null;
      readonly workflowHref: string | null;
      readonly editLabel: string;
      readonly editFirst: boolean;
      readonly answers: readonly (Texts<'label' | 'value'> & Optional<'href' | 'note'>)[];
      readonly next: readonly Texts<'label' | 'time' | 'value' | 'sub'>[];
      readonly timeline: readonly (Texts<'what' | 'at' | 'when'> & Optional<'who' | 'why' | 'facts'>)[];
      readonly actions: readonly object[];
      readonly acceptForm?: Texts<'action' | 'intro'>;
      readonly terms?: object;
    };
  list: Screen &
    List &
    Partial<Fields> &
    Optional<'intro' | 'action' | 'actionHref' | 'exportHref' | 'filterAction'>;
  memberships: Screen &
    Texts<'email'> & {
      readonly offers: readonly (Texts<'id' | 'account' | 'role' | 'until' | 'untilText' | 'key'> &
        Optional<'by'>)[];
      readonly mine: readonly (Texts<'id' | 'name'> & { readonly current: boolean })[];
    };
  partner: Screen &
    Data &
    List &
    Fields &
    Texts<'name' | 'tab' | 'tone' | 'statusLabel' | 'sharesAction' | 'shareAction'> &
    Optional<'addHref' | 'invitationHref' | 'switchAction' | 'switchLabel' | 'switchClass' | 'switchIntro'>;
  program: Screen &
    Fields &
    Texts<'name' | 'action' | 'selfHref' | 'heading'> &
    Optional<'intro' | 'previewAction' | 'previewHref' | 'testSendAction' | 'publicHref' | 'acceptedHref'> & {
      readonly versions?: readonly (Texts<'label' | 'href' | 'when'> & Optional<'by'>)[];
      readonly texts?: readonly Texts<'locale' | 'label' | 'text'>[];
      readonly tabs: readonly Tab[];
      readonly saves: boolean;
      readonly notes?: readonly Texts<'detail'>[];
      readonly choices?: readonly Option[];
      readonly locales?: readonly Option[];
      readonly dryRun?:
        | (Texts<'action' | 'why'> & Optional<'verdict' | 'tone'> & { readonly fields: readonly object[] })
        | undefined;
    };
  resume: Screen &
    Texts<'text' | 'action' | 'button'> &
    Record<'fields' | 'shown', readonly Texts<'name' | 'value'>[]>;
  review: Screen &
    Fields &
    Texts<'subheading' | 'backHref' | 'backLabel' | 'action' | 'button' | 'contentHash'> &
    Optional<'verdict'> & {
      readonly compared?: { readonly rows: readonly object[]; readonly hasInvited: boolean };
      readonly grants?: readonly Texts<'label' | 'value'>[];
      readonly earlier?: readonly object[];
      readonly others?: readonly object[];
    };
  secret: Screen & Data & Texts<'intro' | 'label' | 'secret' | 'backHref' | 'backLabel'> & Optional<'done'>;
  'sign-in': Screen & Fields & Texts<'kept' | 'resetHref' | 'ssoHref'> & Optional<'next'>;
  sso: Screen & Fields & Texts<'signInHref'> & Optional<'next'>;
  'sso-leave': Screen & Texts<'provider' | 'url' | 'backHref'>;
  stats: Screen &
    List &
    Fields &
    Texts<'exportHref' | 'summary'> & {
      readonly presets: readonly Tab[];
      readonly steps: readonly (Texts<'key' | 'label' | 'value' | 'share'> & Optional<'max' | 'href'>)[];
      readonly trend?: object | undefined;
    };
  webhook: Screen &
    Data &
    List &
    Texts<'tone' | 'statusLabel' | 'statusText' | 'selfHref'> & {
      readonly mayResume: boolean;
      readonly states: readonly Option[];
    };
  terms: Screen & {
    readonly waiting: readonly (Texts<
      | 'id'
      | 'key'
      | 'account'
      | 'accountId'
      | 'program'
      | 'programKey'
      | 'version'
      | 'published'
      | 'publishedAt'
    > & { readonly terms: object })[];
  };
  wizard: Screen &
    Fields &
    Texts<
      'heading' | 'intro' | 'step' | 'goStay' | 'defaultGo' | 'defaultLabel' | 'previewAction' | 'previewHref'
    > &
    Record<'isShare' | 'isSetUp' | 'mayGoBack', boolean> &
    Optional<'total' | 'noFolders'> & {
      readonly steps: readonly (Texts<'label'> & { readonly current: boolean })[];
      readonly kept: readonly Texts<'name' | 'value'>[];
      readonly programs?: readonly Option[] | undefined;
      readonly manyWorkspaces?: boolean;
      readonly workspaces?: readonly Option[];
      readonly folders?: readonly Option[];
    };
  workspace: Screen &
    Texts<'account' | 'nothing'> & {
      readonly modules: readonly (Texts<'key' | 'label'> & { readonly current: boolean })[];
      readonly folders: readonly (Texts<'id' | 'name' | 'from'> & {
        readonly records: readonly Texts<'name' | 'kind' | 'date'>[];
      })[];
    };
  workspaces: Screen & { readonly add?: object | undefined; readonly workspaces: readonly object[] };
}
