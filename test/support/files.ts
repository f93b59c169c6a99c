import { Readable } from 'node:stream';
import type { DocumentScanner, ScannedFile, Verdict } from '../../domain/documents/scanner';
import { StorageError, type FileStorage, type StoredContent } from '../../domain/documents/storage';

/** A PDF with this in it; any two of different texts differ. */
export const pdf = (text = 'hello'): Buffer => Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`);

export const png = (): Buffer =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(40)]);

/** A ZIP file whose entries are not packed. */
export function zip(entries: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(text)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(data.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(nameBytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, nameBytes, data);
    directory.push(entry, nameBytes);
    offset += local.length + nameBytes.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

export const docx = (more: Readonly<Record<string, string>> = {}): Buffer =>
  zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>', ...more });

/** Says what it is told to say, and remembers what it was asked. */
export class FakeScanner implements DocumentScanner {
  verdict: Verdict = 'clean';
  readonly asked: ScannedFile[] = [];

  scan(file: ScannedFile): Promise<Verdict> {
    this.asked.push(file);
    return Promise.resolve(this.verdict);
  }
}

/** Files in memory; fails while it is told to. */
export class MemoryStorage implements FileStorage {
  readonly files = new Map<string, Buffer>();
  isAway = false;

  async put(key: string, content: StoredContent): Promise<string> {
    this.require();
    const chunks: Uint8Array[] = [];
    for await (const chunk of content.bytes) chunks.push(chunk);
    this.files.set(key, Buffer.concat(chunks));
    return key;
  }

  get(key: string): Promise<Readable | undefined> {
    this.require();
    const found = this.files.get(key);
    return Promise.resolve(found && Readable.from([found]));
  }

  remove(key: string): Promise<void> {
    this.require();
    this.files.delete(key);
    return Promise.resolve();
  }

  private require(): void {
    if (this.isAway) throw new StorageError('The storage is away.');
  }
}
