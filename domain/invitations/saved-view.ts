/** Lists of the Partner Explorer that a view can be of, as its tabs are called. */
export const VIEW_LISTS = ['invited', 'pending', 'active', 'inactive', 'sent', 'received'] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** What a view keeps of a list: members of its address, each as a text. */
export const VIEW_MEMBERS = [
  'search',
  'status',
  'origin',
  'assignee',
  'program',
  'inviter',
  'createdAfter',
  'createdBefore',
  'sort',
  'size',
  'columns',
] as const;
export type ViewQuery = { readonly [Member in (typeof VIEW_MEMBERS)[number]]?: string | undefined };

/** Views that one person may have of their own, and as many that an account may share. */
export const MOST_VIEWS = 30;
