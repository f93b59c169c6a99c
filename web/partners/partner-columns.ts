import type * as api from '../../api';
import type { ItemOf } from '../kit/api-call';
import { contactName } from '../kit/format';
import { type Column, timeCell } from '../kit/tables';

type Partner = ItemOf<typeof api.getPartners>;

/** Partners in a list. */
export const PARTNER_COLUMNS: readonly Column<Partner>[] = [
  {
    label: 'Partner Name',
    sort: 'partnerName',
    cell: ({ id, partnerName }) => ({ text: partnerName, href: `/partners/${id}`, strong: true }),
  },
  { label: 'Contact Name', cell: contactName },
  { label: 'Contact Email', cell: ({ contactEmail }) => contactEmail ?? '' },
  {
    label: 'Status',
    cell: ({ status }) =>
      status === 'active' ? { text: 'Active', badge: 'good' } : { text: 'Inactive', badge: 'plain' },
  },
  { label: 'Created', sort: 'createdAt', cell: ({ createdAt }) => timeCell(createdAt) },
];
