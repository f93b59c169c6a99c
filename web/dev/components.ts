import express, { type Router } from 'express';
import { Problem } from '../../api/http/problem';
import { brandLook } from '../../templates/brand';
import { renderSample } from '../../templates/sample';
import { type Choice, type Field, formData } from '../kit/forms';
import { sendScreen } from '../kit/respond';
import { type Column, details, tableData, type TableInput } from '../kit/tables';
import { sendEmailPreview } from '../kit/frames';
import { FRAME } from './sample-frame';

/** Every component of the pages, from the very parts that pages use; only where Usher is developed or tried out. */
export function componentPages(): Router {
  const router = express.Router({ caseSensitive: true });
  router.get('/dev/components', (_request, response) => {
    sendScreen(response, 'components', {
      ...FRAME,
      ...fields(),
      title: 'Components',
      scales: SCALES,
      table: table(PARTNERS),
      empty: table([]),
      data: details([
        ['Partner Name', 'Nordwind Logistik'],
        ['Country', 'Germany'],
        ['Program', 'Partner program', '/dev/components#details'],
        ['Shared folders', 'Certificates (3 records)\nPrice lists (2 records)'],
      ]),
      tones: ['good', 'info', 'warn', 'bad'],
    });
  });
  router.get('/dev/components/email', (_request, response) => {
    const sender = { inviterName: 'Ada Admin', inviterAccountName: 'Acme', link: '#', brand: brandLook({}) };
    sendEmailPreview(response, renderSample('invitation', 'en', {}, sender));
  });
  return router;
}

const SCALES = ['slate', 'indigo', 'green', 'amber', 'red'].map((name) => ({
  name,
  steps: Array.from({ length: 12 }, (_, index) => ({ x: index * 32, color: `var(--${name}-${index + 1})` })),
}));

const CHOICES: readonly Choice[] = [
  { value: 'a', label: 'Price lists', hint: '2 records' },
  { value: 'b', label: 'Certificates', hint: '3 records' },
  { value: 'c', label: 'Contracts' },
];

const FIELDS: readonly Field[] = [
  { name: 'text', label: 'Text', required: true, help: 'What it is for, in a sentence.' },
  { name: 'optional', label: 'One that may stay empty' },
  { name: 'wrong', label: 'One that is wrong', required: true },
  { name: 'readOnly', label: 'One to read only', readOnly: true },
  {
    name: 'select',
    label: 'Select',
    kind: 'select',
    required: true,
    blank: 'Please choose',
    options: CHOICES,
  },
  { name: 'wrongSelect', label: 'Select that is wrong', kind: 'select', options: CHOICES },
  { name: 'password', label: 'Password', inputType: 'password', required: true },
  { name: 'date', label: 'Date', inputType: 'date' },
  { name: 'number', label: 'Number', inputType: 'number' },
  { name: 'file', label: 'File', kind: 'file', file: fileControl() },
  { name: 'long', label: 'Long text', kind: 'textarea', rows: 3 },
  { name: 'choices', label: 'Several of a few', kind: 'choices', options: CHOICES },
  { name: 'checkbox', label: 'Yes or no', kind: 'checkbox', help: 'What yes means.' },
];

function fileControl(): NonNullable<Field['file']> {
  const texts = { uploaded: 'Uploaded:', replace: 'Choose another one to replace it.', remove: 'Remove it' };
  return { accept: '.pdf', known: new Map([['doc', { name: 'certificate.pdf', size: '84 KB' }]]), texts };
}

/** Fields in every state, and the summary of what is wrong with them. */
function fields() {
  const values = {
    wrong: 'nobody@',
    readOnly: 'ada@acme.example',
    choices: ['b'],
    checkbox: 'on',
    file: 'doc',
  };
  const errors = [
    { pointer: '/wrong', detail: 'Must be an e-mail address.' },
    { pointer: '/wrongSelect', detail: 'Must be one of the options.' },
  ];
  const groups = [{ legend: 'Fields', fields: FIELDS.slice(0, -3) }, { fields: FIELDS.slice(-3) }];
  return formData(groups, values, new Problem('validation-failed', { errors }));
}

interface Partner {
  readonly name: string;
  readonly contact: string;
  readonly status: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'info' | 'plain';
  readonly at: string;
}

const PARTNERS: readonly Partner[] = [
  { name: 'Alpenglas GmbH', contact: 'Jonas Gruber', status: 'Sent', tone: 'info', at: '2 days ago' },
  { name: 'Hooli', contact: 'Gavin Belson', status: 'Pending approval', tone: 'warn', at: '3 days ago' },
  { name: 'Initech', contact: 'Peter Gibbons', status: 'Active', tone: 'good', at: 'last week' },
  { name: 'Massive Dynamic', contact: 'Nina Sharp', status: 'Revoked', tone: 'plain', at: 'last week' },
  {
    name: 'Sirius Cybernetics',
    contact: 'Eddie Adams',
    status: 'Needs attention',
    tone: 'bad',
    at: 'in May',
  },
];

const COLUMNS: readonly Column<Partner>[] = [
  { label: 'Partner Name', sort: 'name', cell: ({ name }) => ({ text: name, href: '#lists', strong: true }) },
  { label: 'Contact Name', cell: ({ contact }) => contact },
  { label: 'Status', cell: ({ status, tone }) => ({ text: status, badge: tone }) },
  { label: 'Created', sort: 'at', cell: ({ at }) => ({ text: at, below: 'by Ada Admin' }) },
];

function table(items: readonly Partner[]) {
  const input: TableInput<Partner> = {
    caption: 'Partners',
    columns: COLUMNS,
    items,
    empty: {
      title: 'No partners yet',
      text: 'Whoever accepts your invitation appears here.',
      href: '#lists',
      action: 'Create Invitation',
      primary: true,
    },
    select: ({ name }) => ({ id: name, name, pickable: name !== 'Initech' }),
    at: { path: '/dev/components', query: { sort: 'name', cursor: '1' }, nextCursor: '2' },
  };
  return tableData(input);
}
