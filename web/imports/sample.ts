import * as api from '../../api';
import type { PageContext } from '../kit/page-context';

const HEADER = [
  'Partner Name',
  'Contact First Name',
  'Contact Last Name',
  'Contact Email',
  'Phone Number',
  'Country',
  'Message',
];

const ROWS = [
  ['Nordwind Logistik', 'Mira', 'Holm', 'mira.holm@nordwind.example', '+49 30 123456', 'DE', ''],
  ['Sol y Mar Hoteles', 'Lucia', 'Fernandez', 'lucia@solymar.example', '', 'ES', 'We met in Madrid.'],
];

/** A file to begin with: the names of the columns, those of the default program's own questions included, and two rows. */
export async function sendSample(context: PageContext): Promise<void> {
  const programs = context.may(api.getPrograms) ? await context.callAll(api.getPrograms) : [];
  const { customFields = [] } = programs.find(({ key }) => key === 'default') ?? {};
  const own = customFields.filter(({ filledBy }) => filledBy === 'inviter');
  const lines = [
    [...HEADER, ...own.map(({ key }) => `customFields.${key}`)],
    ...ROWS.map((row) => [...row, ...own.map(() => '')]),
  ];
  // Without the mark Excel reads a file in the code page of its machine.
  const csv = `\uFEFF${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`;
  context.response
    .set({ 'Cache-Control': 'no-store', 'Content-Disposition': 'attachment; filename="invitations.csv"' })
    .type('text/csv')
    .send(csv);
}
