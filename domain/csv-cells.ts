/** What makes a spreadsheet run a cell that begins so; the wide forms do the same in some languages. */
const RUNS = new Set('=+-@\t\r\uff1d\uff0b\uff0d\uff20');
/** After any of these a cell may begin, whatever separator the reader of the file has chosen. */
const SEPARATORS = new Set(',;|\t\r\n');
/** What a reader takes away from, or does not show of, the beginning of a cell. */
const PASSED_OVER = /[\s'"\p{Cc}\p{Cf}]/u;

/**
 * The text with an apostrophe before every sign that a spreadsheet would take for the beginning of a formula:
 * at the start, and wherever a cell begins for a reader with another separator. {@link original} takes it back.
 */
export function neutralise(text: string): string {
  return rewrite(text, (out, sign) => `${out}'${sign}`);
}

/** The text that {@link neutralise} was given. */
export function original(text: string): string {
  return rewrite(text, (out, sign) => (out.endsWith("'") ? `${out.slice(0, -1)}${sign}` : out + sign));
}

/** Goes through the text once. */
function rewrite(text: string, change: (out: string, sign: string) => string): string {
  let out = '';
  let copied = 0;
  let isStart = true;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isStart && RUNS.has(sign) && !(sign === '\r' && text.charAt(at + 1) === '\n')) {
      out = change(out + text.slice(copied, at), sign);
      copied = at + 1;
      isStart = false;
    }
    if (SEPARATORS.has(sign)) isStart = true;
    else if (isStart && !PASSED_OVER.test(sign)) isStart = false;
  }
  return out + text.slice(copied);
}
