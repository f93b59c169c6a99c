import fs from 'node:fs';
import path from 'node:path';
import { createMetrics } from '../../../api/http/metrics';
import { read, ROOT } from '../../../scripts/structure/sources';

/** Metrics of a fresh API, by their help lines: those that counted nothing yet have one as well. */
async function served(): Promise<string[]> {
  const { text } = await createMetrics().read();
  return [...text.matchAll(/^# HELP (\S+)/gm)].map(([, name = '']) => name);
}

/** What operators read, and what their alarms are made of. */
const written = ['docs', 'deploy'].flatMap((folder) =>
  fs
    .readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((name) => fs.statSync(path.join(ROOT, name)).isFile()),
);
const NAME = /\b(?:usher|nodejs|process)_[a-z_]+_(?:total|seconds|bytes)(?:_(?:count|sum|bucket))?\b/g;

it('has every metric that operators are told of', async () => {
  const named = written.flatMap((file) =>
    [...read(file).matchAll(NAME)].map(([name]) => name.replace(/_(count|sum|bucket)$/, '')),
  );
  expect(await served()).toEqual(expect.arrayContaining(named));
  expect(named.length).toBeGreaterThan(0);
});

it('has no metric of its own that operators are not told of', async () => {
  const text = written.map(read).join('\n');
  const own = (await served()).filter((name) => name.startsWith('usher_'));
  expect(own.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  expect(own).toHaveLength(2);
});

it('counts decisions by the way they went', async () => {
  const metrics = createMetrics();
  metrics.decision('acceptInvitation', 'update');
  metrics.decision('acceptInvitation', 'signal');
  metrics.decision('acceptInvitation', 'signal');
  const { text, contentType } = await metrics.read();
  expect(text).toContain('usher_decisions_total{decision="acceptInvitation",way="update"} 1');
  expect(text).toContain('usher_decisions_total{decision="acceptInvitation",way="signal"} 2');
  expect(contentType).toMatch(/^text\/plain/);
});
