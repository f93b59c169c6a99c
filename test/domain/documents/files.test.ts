import { attachment, fileName } from '../../../domain/documents/file-name';
import { acceptOf, fileTypeOf } from '../../../domain/documents/file-types';
import { bytesOf, storageKey } from '../../../domain/documents/storage';
import { docx, pdf, png, zip } from '../../support/files';
import fc from '../../support/properties';

describe('the name of a file', () => {
  it.each([
    ['cv.pdf', 'cv.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Ada\\cv.pdf', 'cv.pdf'],
    ['  Über uns.pdf ', 'Über uns.pdf'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie_ x=1.pdf'],
    ['"quoted"<b>.pdf', '_quoted__b_.pdf'],
    ['.htaccess', 'htaccess'],
    ['con.pdf', '_con.pdf'],
    ['', 'file'],
    ['...', 'file'],
  ])('%j is stored as %j', (given, stored) => {
    expect(fileName(given)).toBe(stored);
  });

  it('is cut without losing its ending', () => {
    expect(fileName(`${'a'.repeat(500)}.pdf`)).toBe(`${'a'.repeat(116)}.pdf`);
  });

  it('says nothing but itself in a header, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const header = attachment(fileName(given));
        expect(header).toMatch(/^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[\w.~%-]*$/);
      }),
    );
    expect(attachment('Über (1).pdf')).toBe(
      'attachment; filename="_ber (1).pdf"; filename*=UTF-8\'\'%C3%9Cber%20%281%29.pdf',
    );
  });
});

describe('the type of a file', () => {
  const odt = (more = {}) =>
    zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>', ...more });

  it.each([
    ['cv.pdf', pdf(), 'pdf'],
    ['CV.PDF', pdf(), 'pdf'],
    ['logo.png', png(), 'png'],
    ['cv.docx', docx(), 'docx'],
    ['cv.odt', odt(), 'odt'],
    ['list.csv', Buffer.from('a,b\r\n1,ü\n'), 'csv'],
    ['photo.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'jpeg'],
  ])('%s is known by its name and its content', (name, bytes, type) => {
    expect(fileTypeOf(name, bytes)).toBe(type);
  });

  it.each([
    ['another content under a good name', 'cv.pdf', png()],
    ['a page', 'page.html', Buffer.from('<script>alert(1)</script>')],
    ['an image that runs scripts', 'logo.svg', Buffer.from('<svg onload="alert(1)"/>')],
    ['a page called an image', 'logo.png', Buffer.from('<script>alert(1)</script>')],
    ['a program called a text', 'a.txt', Buffer.from([0x4d, 0x5a, 0x00, 0x01])],
    ['a text in another encoding', 'a.txt', Buffer.from([0xe9, 0x20, 0x41])],
    ['a name without an ending', 'cv', pdf()],
    ['macros under the name of a plain document', 'cv.docx', docx({ 'word/vbaProject.bin': 'x' })],
    ['macros of OpenDocument', 'cv.odt', odt({ 'Basic/script.xml': 'x' })],
    ['a ZIP file', 'cv.docx', zip({ 'a.txt': 'x' })],
    ['a workbook called a document', 'cv.docx', zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' })],
    ['half a ZIP file', 'cv.docx', docx().subarray(0, 60)],
    ['nothing', 'cv.pdf', Buffer.alloc(0)],
  ])('%s is none', (_what, name, bytes) => {
    expect(fileTypeOf(name, bytes)).toBeUndefined();
  });

  it('is found or not for any bytes, and never by throwing', () => {
    const names = fc.constantFrom('a.docx', 'a.odt', 'a.txt', 'a.pdf', 'a.webp');
    const tails = fc
      .uint8Array({ maxLength: 200 })
      .map((bytes) => Buffer.concat([bytes, docx().subarray(-60)]));
    fc.assert(
      fc.property(names, fc.oneof(fc.uint8Array({ maxLength: 300 }), tails), (name, bytes) => {
        expect(() => fileTypeOf(name, Buffer.from(bytes))).not.toThrow();
      }),
    );
  });

  it('is asked for in forms by its endings', () => {
    expect(acceptOf(['pdf', 'jpeg'])).toBe('.pdf,.jpg,.jpeg');
    expect(acceptOf()).not.toMatch(/htm|svg/);
  });
});

describe('a storage', () => {
  it('is asked by keys that mean nothing else', () => {
    expect(storageKey('documents/doc_01')).toBe('documents/doc_01');
    for (const bad of [
      'documents',
      '../x',
      'documents/../x',
      'documents//x',
      '/documents/x',
      'documents/a?b',
    ]) {
      expect(() => storageKey(bad)).toThrow(TypeError);
    }
  });

  it('is read up to a limit', async () => {
    const stream = async function* () {
      yield await Promise.resolve(Buffer.alloc(10));
      yield Buffer.alloc(10);
    };
    expect((await bytesOf(stream(), 20)).length).toBe(20);
    await expect(bytesOf(stream(), 19)).rejects.toThrow(RangeError);
  });
});
