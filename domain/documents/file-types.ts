import { extensionOf } from './file-name';
import { namesInZip } from './zip';

interface FileType {
  /** Endings of names; the first is the usual one. */
  readonly extensions: readonly [string, ...string[]];
  readonly contentType: string;
  /** Whether the bytes are what the name says. */
  readonly matches: (bytes: Buffer) => boolean;
}

const startsWith =
  (...signatures: readonly (readonly number[])[]) =>
  (bytes: Buffer): boolean =>
    signatures.some((signature) => bytes.subarray(0, signature.length).equals(Buffer.from(signature)));

const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];

/** A document of Microsoft Office: one with macros is another kind, which is not taken, whatever it is called. */
const office =
  (folder: string) =>
  (bytes: Buffer): boolean => {
    const names = namesInZip(bytes);
    if (names?.has('[Content_Types].xml') !== true) return false;
    const all = [...names];
    return all.some((name) => name.startsWith(`${folder}/`)) && !all.some((name) => /vbaProject/i.test(name));
  };

/** OpenDocument says what it is in its first entry, which is not packed. */
const openDocument =
  (kind: string) =>
  (bytes: Buffer): boolean => {
    const names = namesInZip(bytes);
    const mimetype = `application/vnd.oasis.opendocument.${kind}`;
    const said = bytes.toString('latin1', 30, 38 + mimetype.length);
    if (names?.has('content.xml') !== true || said !== `mimetype${mimetype}`) return false;
    return ![...names].some((name) => /^(?:Basic|Scripts)\//.test(name));
  };

/** Text has no control characters but line breaks and tabs, and is UTF-8. */
function isText(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The types of files that can be taken in. What a browser would run, such as HTML and SVG, is none of them. */
const TYPES = {
  pdf: {
    extensions: ['.pdf'],
    contentType: 'application/pdf',
    matches: startsWith(ascii('%PDF-')),
  },
  png: {
    extensions: ['.png'],
    contentType: 'image/png',
    matches: startsWith([0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a]),
  },
  jpeg: {
    extensions: ['.jpg', '.jpeg'],
    contentType: 'image/jpeg',
    matches: startsWith([0xff, 0xd8, 0xff]),
  },
  webp: {
    extensions: ['.webp'],
    contentType: 'image/webp',
    matches: (bytes) => startsWith(ascii('RIFF'))(bytes) && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
  tiff: {
    extensions: ['.tif', '.tiff'],
    contentType: 'image/tiff',
    matches: startsWith([...ascii('II'), 0x2a, 0x00], [...ascii('MM'), 0x00, 0x2a]),
  },
  docx: {
    extensions: ['.docx'],
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    matches: office('word'),
  },
  xlsx: {
    extensions: ['.xlsx'],
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    matches: office('xl'),
  },
  pptx: {
    extensions: ['.pptx'],
    contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    matches: office('ppt'),
  },
  odt: {
    extensions: ['.odt'],
    contentType: 'application/vnd.oasis.opendocument.text',
    matches: openDocument('text'),
  },
  ods: {
    extensions: ['.ods'],
    contentType: 'application/vnd.oasis.opendocument.spreadsheet',
    matches: openDocument('spreadsheet'),
  },
  csv: { extensions: ['.csv'], contentType: 'text/csv; charset=utf-8', matches: isText },
  txt: { extensions: ['.txt'], contentType: 'text/plain; charset=utf-8', matches: isText },
} satisfies Readonly<Record<string, FileType>>;

export type FileTypeName = keyof typeof TYPES;

export const FILE_TYPES: Readonly<Record<FileTypeName, FileType>> = TYPES;

/** The names of all types, as enums want them. */
export const FILE_TYPE_NAMES = Object.keys(TYPES) as [FileTypeName, ...FileTypeName[]];

/** What a file is: its name says so and its bytes agree; `undefined` for everything else. */
export function fileTypeOf(name: string, bytes: Buffer): FileTypeName | undefined {
  const extension = extensionOf(name);
  return FILE_TYPE_NAMES.find((type) => {
    const { extensions, matches } = FILE_TYPES[type];
    return (extensions as readonly string[]).includes(extension) && matches(bytes);
  });
}

/** As the attribute `accept` of a file field has it. */
export function acceptOf(types: readonly FileTypeName[] = FILE_TYPE_NAMES): string {
  return types.flatMap((type) => FILE_TYPES[type].extensions).join(',');
}

/** As people of every language read it: `PDF, PNG, JPG`. */
export function typesText(types: readonly FileTypeName[] = FILE_TYPE_NAMES): string {
  return types.map((type) => FILE_TYPES[type].extensions[0].slice(1).toUpperCase()).join(', ');
}
