import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { historyFromJSON, type History } from '@temporalio/common/lib/proto-utils';

const FOLDER = path.join(__dirname, 'histories');

/** A history that `npm run histories` recorded. */
export interface SavedHistory {
  /** The file's name, which says how the invitation went. */
  readonly workflowId: string;
  readonly history: History;
}

/** Every recorded history. */
export function savedHistories(): SavedHistory[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => ({
    workflowId: path.basename(name, '.json'),
    history: historyFromJSON(JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'))),
  }));
}
