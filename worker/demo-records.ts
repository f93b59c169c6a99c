import type { RecordInput, Stores } from '../models';

/** A record of the demo; with a file unless it leads elsewhere. */
type DemoRecord = RecordInput & { readonly link?: string };

/** What the demo's vendors have to share, by folder. */
const FOLDERS: Readonly<Record<string, readonly DemoRecord[]>> = {
  'Price lists': [
    {
      name: 'Price list 2026',
      kind: 'price_list',
      data: { validFrom: '2026-01-01', validUntil: '2026-12-31', currency: 'EUR' },
    },
    { name: 'Discount tiers', kind: 'document', data: { edition: '3' } },
  ],
  Certificates: [
    { name: 'ISO 9001', kind: 'certificate', data: { number: 'QM-4711', issuer: 'TÜV Süd' } },
    { name: 'ISO 14001', kind: 'certificate', data: { number: 'EM-0815', issuer: 'TÜV Süd' } },
    { name: 'CE declaration', kind: 'certificate', data: { issuedOn: '2026-03-01' } },
  ],
  'Brand assets': [{ name: 'Logo pack', kind: 'document', link: 'https://assets.acme.example/logos' }],
  Contracts: [{ name: 'Partner agreement', kind: 'contract', data: { number: 'PA-7' } }],
};

/** Folders with records and their files, in a workspace of the account. */
export async function addDemoRecords(stores: Stores, accountId: string, workspaceId: string): Promise<void> {
  for (const [name, records] of Object.entries(FOLDERS)) {
    const folder = await stores.workspaces.createFolder({ accountId, workspaceId, name });
    if (folder === undefined) continue;
    for (const record of records) {
      const { _id } = await stores.workspaces.createRecord({ accountId, folderId: folder._id, ...record });
      if (record.link === undefined) await addFile(stores, accountId, _id, record.name);
    }
  }
}

async function addFile(stores: Stores, accountId: string, recordId: string, title: string): Promise<void> {
  const file = await stores.documents.add({
    ...{ accountId, recordId, program: null, field: null, invitationId: undefined },
    ...{ uploadedBy: { kind: 'user', id: 'demo' }, name: `${title}.pdf`, type: 'pdf' },
    content: pageWith(`${title} (a sample)`),
  });
  if (file !== undefined) await stores.documents.holdInRecord(file);
}

/** A PDF of one page with a line of ASCII text, as small as one can be. */
function pageWith(text: string): Buffer {
  const content = `BT /F1 24 Tf 72 720 Td (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.from(pdf + table + end, 'latin1');
}
