import { shortcutsFor } from '../kit/shortcuts';

const navigation = [
  {
    label: 'Partner Management',
    items: [
      {
        label: 'Invitations',
        href: '/partner-explorer?tab=invited',
        icon: 'mail',
        current: false,
        count: 14,
      },
      { label: 'Components', href: '/dev/components', icon: 'layers', current: true },
    ],
  },
];

/** What stands around a signed-in page, for somebody who is nobody. */
export const FRAME = {
  csrf: 'none',
  me: {
    account: { name: 'Acme' },
    user: { name: 'Ada Admin', email: 'ada@acme.example' },
    role: { name: 'Account admin' },
  },
  navigation,
  shortcuts: shortcutsFor(navigation, true),
  notice: { kind: 'good', text: 'The invitation has been successfully sent.' },
} as const;
