import { WEBHOOK_EVENTS } from '../../workflows/contract';

const TABLE = /(<!-- events: .*-->\n\n)[^]*?(\n<!-- end of events -->)/;

/** docs/webhooks.md with its table of events made from the table of timeline entries. */
export function webhooksPage(written: string): string {
  return written.replace(TABLE, (_, before: string, after: string) => before + eventsTable() + after);
}

function eventsTable(): string {
  const rows = WEBHOOK_EVENTS.map(({ type, when, statusAfter }) => [
    `\`${type}\``,
    when,
    statusAfter === undefined ? '' : `\`${statusAfter}\``,
  ]);
  return markdownTable(['Event', 'When', '`status`'], rows);
}

/** A table as Prettier writes it. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, n) => Math.max(...[head, ...rows].map((row) => (row[n] ?? name).length)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0, fill)).join(' | ')} |\n`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('');
}
