import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';
import { readOrEmpty, root } from '../support.mjs';

/**
 * Reads what a process wrote by NODE_V8_COVERAGE. V8 counts ranges of the code that it ran; here a statement ran if the
 * innermost range around its first character did. (v8-to-istanbul asks instead whether a range spans the whole
 * line, and calls blank lines and comments statements as well.)
 */
export function processReader(statements, base = root) {
  const known = new Map();
  const lookUp = (file) => {
    if (!known.has(file)) known.set(file, placesIn(base, file, statements));
    return known.get(file);
  };
  return {
    /** Adds what a process ran. */
    add(ran, { result }) {
      for (const { url, functions } of result) {
        const script = scriptOf(base, url);
        const { length, places } = (script !== undefined && lookUp(script)) || { places: [] };
        if (places.length === 0) continue;
        const painted = paint(functions, length);
        for (const { offset, file, line } of places) if (painted[offset] === 1) ran.add(file, line);
      }
    },
  };
}

/** 1 for each character that ran: outer ranges first, so that inner ones have the last word. */
function paint(functions, length) {
  const ranges = functions.flatMap((each) => each.ranges);
  ranges.sort((one, two) => one.startOffset - two.startOffset || two.endOffset - one.endOffset);
  const painted = new Uint8Array(length);
  for (const { startOffset, endOffset, count } of ranges)
    painted.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return painted;
}

/** The path from the root of a script of Usher; a copy in a fresh clone of a test is the script itself. */
function scriptOf(base, url) {
  const file = url.startsWith('file://') ? fileURLToPath(url) : url;
  const [, copied] = /\/clone\/(scripts\/.*)$/.exec(file) ?? [];
  if (copied !== undefined) return copied;
  const relative = path.relative(base, file);
  return /^(\.\.|node_modules|test)(\/|$)/.test(relative) || path.isAbsolute(relative) ? undefined : relative;
}

/** Where in a script the statements of sources begin; the script itself may be the source. */
function placesIn(base, script, statements) {
  const text = readOrEmpty(path.join(base, script));
  const lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  // The build copies what needs no compiling.
  const file = [script, script.replace(/^lib\//, '')].find((one) => statements.has(one));
  if (file !== undefined) {
    const places = Object.values(statements.get(file)).map(({ line, column }) => ({
      offset: lineStarts[line - 1] + column,
      file,
      line,
    }));
    return { length: text.length, places };
  }
  const map = mapOf(base, script, text);
  return { length: text.length, places: map === undefined ? [] : mappedPlaces(map, lineStarts, statements) };
}

function mapOf(base, script, text) {
  const [, where] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
  if (where === undefined) return undefined;
  const inline = /^data:[^,]*;base64,(.*)$/.exec(where);
  const folder = path.dirname(path.join(base, script));
  const json = inline ? Buffer.from(inline[1], 'base64').toString() : readOrEmpty(path.join(folder, where));
  if (json === '') return undefined;
  const map = new TraceMap(json, path.join(folder, 'map'));
  const sources = map.resolvedSources.map((source) => path.relative(base, source));
  return { map, sources };
}

function mappedPlaces({ map, sources }, lineStarts, statements) {
  const begins = sources.map((file) => {
    const starts = Object.values(statements.get(file) ?? {});
    return new Set(starts.map(({ line, column }) => `${line}:${column}`));
  });
  return decodedMappings(map).flatMap((segments, row) =>
    segments
      .filter(([, source, line, column]) => begins[source]?.has(`${line + 1}:${column}`))
      .map(([at, source, line]) => ({ offset: lineStarts[row] + at, file: sources[source], line: line + 1 })),
  );
}
