import { readFileSync, statfsSync, statSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { causeOf } from '../scripts/failed-start.cjs';

const LIMIT_BYTES = 10_000_000;
const LEAST_ROOM_BYTES = 1_000_000;
const LONGEST_LINE = 160;

/** What an engine prints, in a file that goes on from start to start. */
export class EngineLog {
  private markedAt = 0;

  private constructor(
    readonly file: string,
    private readonly folder: string,
  ) {}

  /** The log of an engine; a large one is put aside first. */
  static async open({ folder, name }: { folder: string; name: string }): Promise<EngineLog> {
    const log = new EngineLog(path.join(folder, `${name}.log`), folder);
    if (log.size() > LIMIT_BYTES) await rename(log.file, `${log.file}.1`);
    return log;
  }

  /** From here on it is about the start that follows. */
  mark(): void {
    this.markedAt = this.size();
  }

  /** What was printed since the mark. */
  sinceMark(): string {
    try {
      return readFileSync(this.file).subarray(this.markedAt).toString();
    } catch {
      return '';
    }
  }

  /** The sentence for the cause of an engine's end; undefined where it is none that is known. */
  cause(): string | undefined {
    const about = { path: this.folder, setting: 'USHER_DATA_DIR' };
    // On a full disk there is no room for a line about it either.
    const code = this.roomBytes() < LEAST_ROOM_BYTES ? 'ENOSPC' : '';
    return causeOf({ ...about, code, output: this.sinceMark() });
  }

  /** The line that says most: the root of a trace, else the last error, else the last line. */
  lastWord(): string {
    const lines = this.sinceMark()
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const last = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).at(-1);
    const line = last(/^caused by/i) ?? last(/error|exception|cannot|failed|unable/i) ?? lines.at(-1);
    return (line ?? 'it printed nothing').slice(0, LONGEST_LINE);
  }

  private roomBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return bavail * bsize;
  }

  private size(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }
}
