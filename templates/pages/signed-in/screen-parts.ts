/** What every screen may say of itself, and what it may have around it. */
export interface Screen {
  readonly title: string;
  readonly refreshSeconds?: number | undefined;
  readonly errors?: readonly { readonly text: string }[];
  readonly errorsHeading?: string;
  readonly hasErrors?: boolean;
  /** Token of the session, and key of this showing. */
  readonly csrf?: string;
  readonly key?: string;
  /** What the form of the screen was made of. */
  readonly seen?: string;
  readonly notice?: object | undefined;
  readonly assets?: Readonly<
    Record<'css' | 'colorScheme' | 'font' | 'icon' | 'htmx' | 'htmxConfig' | 'script', string>
  >;
  readonly lang?: string;
  readonly dir?: string;
  /** What our script says, in the language of the page; none in English. */
  readonly words?: string | undefined;
  readonly me?: object;
  readonly navigation?: readonly object[];
  readonly shortcuts?: readonly object[];
  readonly mayExplore?: boolean;
  readonly mayWorkspace?: boolean;
  readonly otherAccounts?: readonly object[];
}

/** Texts that need not be there. */
export type Optional<Names extends string> = { readonly [Name in Names]?: string | undefined };
/** Texts by name. */
export type Texts<Names extends string> = { readonly [Name in Names]: string | undefined };
/** Where something leads. */
export type Link = Texts<'label' | 'href'>;
/** One of several views of a page. */
export type Tab = Link & { readonly current: boolean; readonly counted?: boolean; readonly count?: number };
/** One entry of a choice. */
export type Option = Texts<'value' | 'label'> & { readonly selected: boolean };

/** A form. */
export interface Fields {
  readonly groups: readonly { readonly legend?: string | undefined; readonly fields: readonly object[] }[];
  readonly hasFiles?: boolean;
}

/** A table. */
export interface List {
  readonly table: {
    readonly caption: string;
    readonly rows: readonly object[];
    readonly selectable: boolean;
  };
}

/** Facts with their labels. */
export interface Data {
  readonly data: readonly Texts<'label' | 'value'>[];
}

/** Records that a partner sees. */
export interface Records extends Optional<'previousHref' | 'nextHref'> {
  readonly records: readonly (Texts<'name' | 'kind' | 'date' | 'at' | 'href'> &
    Optional<'folder' | 'file' | 'fileHref' | 'link' | 'host'>)[];
}
