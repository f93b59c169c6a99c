import type { Data, Fields, List, Option, Optional, Records, Screen, Tab, Texts } from './screen-parts';

/** One page of the settings of a program. */
type ProgramScreen = Screen &
  Texts<'name' | 'takesHold' | 'heading'> &
  Optional<'intro'> & {
    readonly tabs: readonly Tab[];
    readonly saves: boolean;
    readonly notes?: readonly Texts<'detail'>[];
  };

/** Screens of the signed-in side, with what each shows; each has a template of its name. */
export interface Screens {
  builder: ProgramScreen &
    Fields &
    Texts<'action' | 'addLabel' | 'noneTitle' | 'none'> &
    Optional<'said'> & {
      readonly isUnsaved: boolean;
      readonly hasFocus: boolean;
      readonly countries?: readonly object[] | undefined;
      readonly rows: readonly (Texts<'title' | 'summary' | 'action' | 'id'> &
        Optional<'badge' | 'tone' | 'error' | 'up' | 'down' | 'reshapedBy'> & {
          readonly index: number;
          readonly fields: readonly object[];
          readonly kept: readonly Texts<'name' | 'value'>[];
          readonly isOpen: boolean;
          readonly hasFocus: boolean;
        })[];
      readonly dryRun?:
        | (Texts<'action' | 'why'> & Optional<'verdict' | 'tone'> & { readonly fields: readonly object[] })
        | undefined;
    };
  bulk: Screen &
    Fields &
    Texts<'back' | 'action' | 'intro' | 'nothing' | 'button' | 'buttonClass'> & {
      readonly chosen: readonly (Texts<'id'> & Record<'name' | 'email', string | null>)[];
      readonly skipped: readonly Record<'name' | 'status', string | null>[];
    };
  components: Screen &
    Data &
    Fields &
    List & {
      readonly scales: readonly {
        readonly name: string;
        readonly steps: readonly { readonly x: number; readonly color: string }[];
      }[];
      readonly tones: readonly string[];
      readonly empty: List['table'];
    };
  email: ProgramScreen &
    Fields &
    Texts<'action' | 'selfHref' | 'state' | 'sender' | 'brandHref' | 'previewAction' | 'previewHref'> &
    Optional<'testSendAction'> &
    Record<'isUnsaved' | 'mayGoBack', boolean> &
    Record<'choices' | 'locales' | 'looks', readonly Option[]> & {
      readonly variables?: Record<'used' | 'others', readonly Texts<'code' | 'meaning'>[]> | undefined;
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
    Optional<'every' | 'narrowed'> & {
      readonly kept: readonly Texts<'name' | 'value'>[];
      readonly views: Optional<'editHref' | 'keepAction'> &
        Record<'isNew' | 'mayShare', boolean> & {
          readonly links: readonly (Texts<'name' | 'href'> & Record<'shared' | 'current', boolean>)[];
          readonly kept: readonly Texts<'name' | 'value'>[];
        };
      readonly elsewhere: readonly Tab[];
      readonly sizes: readonly Option[];
      readonly columns: readonly Option[];
      readonly tabs: readonly Tab[];
      readonly statuses: readonly Option[];
      readonly bulk: readonly Texts<'value' | 'label'>[];
      readonly origins?: readonly Option[] | undefined;
      readonly firstSteps?: object | undefined;
    } & Record<'assignable' | 'mine' | 'filtered' | 'mayInvite' | 'mayImport', boolean>;
  folder: Screen &
    Fields &
    List &
    Texts<'name' | 'action'> &
    Record<'rename' | 'removal', object | undefined>;
  form: Screen &
    Fields &
    Partial<Data> &
    Texts<'backHref' | 'backLabel' | 'action' | 'buttonClass' | 'button'> &
    Optional<'intro'> & {
      /** What is sent along as it is. */
      readonly kept?: readonly Texts<'name' | 'value'>[];
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
      readonly offers: readonly (Texts<'id' | 'account' | 'role' | 'untilText' | 'key'> & Optional<'by'>)[];
      readonly mine: readonly (Texts<'id' | 'name'> & { readonly current: boolean })[];
    };
  partner: Screen &
    Data &
    List &
    Fields &
    Texts<'name' | 'tab' | 'tone' | 'statusLabel' | 'sharesAction' | 'shareAction'> &
    Optional<'addHref' | 'invitationHref' | 'switchAction' | 'switchLabel' | 'switchClass' | 'switchIntro'>;
  program: ProgramScreen &
    Fields &
    Texts<'action'> &
    Optional<'previewAction' | 'previewHref' | 'publicHref' | 'acceptedHref'> & {
      readonly versions?: readonly (Texts<'label' | 'href' | 'when'> & Optional<'by'>)[];
      readonly texts?: readonly Texts<'locale' | 'label' | 'text'>[];
      readonly logo?: Texts<'action' | 'key'> & Optional<'src'> & { readonly fields: readonly object[] };
    };
  profile: Screen &
    List &
    Texts<'email'> & {
      readonly you: Fields;
      readonly password: Fields;
      readonly hasOthers: boolean;
    };
  'reference/errors': Screen & { readonly problems: readonly object[] };
  'reference/index': Screen &
    Texts<'asked'> & {
      readonly nothing: boolean;
      readonly groups: readonly (Texts<'id' | 'name'> & { readonly operations: readonly object[] })[];
    };
  'reference/operation': Screen &
    Texts<'method' | 'path' | 'access' | 'bodyType' | 'example' | 'exampleTitle'> & {
      readonly description: readonly object[];
      readonly parameters: readonly object[];
      readonly body: (Optional<'href'> & { readonly members: readonly object[] }) | undefined;
      readonly answers: readonly object[];
      readonly problems: readonly object[];
    };
  'reference/schema': Screen & Texts<'description' | 'sample'> & { readonly members: readonly object[] };
  record: Screen &
    Fields &
    Data &
    Texts<'kind' | 'from' | 'folder' | 'backHref' | 'backLabel' | 'action' | 'removeAction'> &
    Optional<'file' | 'fileHref' | 'link' | 'host'>;
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
    Texts<'exportHref' | 'period'> &
    Optional<'shortened'> & {
      readonly presets: readonly Tab[];
      readonly nothing?: (Texts<'title' | 'text'> & Optional<'yearHref' | 'inviteHref'>) | undefined;
      readonly tiles: readonly (Texts<'label' | 'value' | 'sub'> & Optional<'change' | 'tone' | 'icon'>)[];
      readonly steps: readonly (Texts<'key' | 'label' | 'value' | 'shown' | 'share'> &
        Optional<'max' | 'href'>)[];
      readonly bars?: object | undefined;
      readonly cohorts?:
        { readonly columns: readonly string[]; readonly rows: readonly object[] } | undefined;
      readonly cohortSteps: readonly Tab[];
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
      'id' | 'key' | 'account' | 'accountId' | 'program' | 'programKey' | 'version' | 'published'
    > & { readonly terms: object })[];
  };
  wizard: Screen &
    Fields &
    Texts<'heading' | 'intro' | 'step' | 'goStay' | 'defaultGo' | 'previewAction' | 'previewHref'> &
    Data &
    Record<'isShare' | 'isSetUp' | 'mayGoBack' | 'isUnsaved', boolean> &
    Optional<'total' | 'noFolders'> & {
      readonly steps: readonly (Texts<'label' | 'go'> & { readonly current: boolean })[];
      readonly kept: readonly Texts<'name' | 'value'>[];
      readonly programs?: readonly Option[] | undefined;
      readonly manyWorkspaces?: boolean;
      readonly workspaces?: readonly Option[];
      readonly folders?: readonly Option[];
    };
  workspace: Screen &
    Texts<'account' | 'summary' | 'receivedHref'> & {
      readonly brand: Optional<'name' | 'logoUrl' | 'colorHref'>;
      readonly nothing: Texts<'title' | 'text'>;
      readonly modules: readonly (Texts<'key' | 'label'> & {
        readonly current: boolean;
        readonly count: number;
      })[];
      readonly module?: (Records & Texts<'name' | 'elsewhere'>) | undefined;
      readonly one?: (Records & Texts<'name' | 'from' | 'count'>) | undefined;
      readonly folders: readonly (Records & Texts<'id' | 'name' | 'from' | 'count' | 'allHref'>)[];
    };
  workspaces: Screen & { readonly add?: object | undefined; readonly workspaces: readonly object[] };
}
