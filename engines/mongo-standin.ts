import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache';
import { needOnPath, output, ProgramFailed } from './programs';
import { NotApplicable, type Log } from './types';

const SOURCE_FOLDER = path.join(__dirname, 'mongo');
const MAIN_CLASS = 'EmbeddedMongo';

/** How the stand-in is started; host, port and file follow `args`. */
export interface Standin {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The stand-in for MongoDB, with its libraries fetched by Maven and its class compiled into the cache folder.
 *
 * @throws {@link NotApplicable} where Java or Maven is missing or Maven cannot fetch.
 */
export async function mongoStandin(log: Log): Promise<Standin> {
  const java = await needOnPath('java');
  const sources = await Promise.all(
    ['pom.xml', `${MAIN_CLASS}.java`].map((name) => readFile(path.join(SOURCE_FOLDER, name))),
  );
  const hash = createHash('sha256');
  for (const source of sources) hash.update(source).update('\0');
  const name = `mongo-standin-${hash.digest('hex').slice(0, 16)}`;
  const folder = await cached(name, (empty) => fill(empty, log));
  return { program: java, args: [...JVM_FLAGS, '-cp', classPath(folder), MAIN_CLASS] };
}

/** Quick to start and small: it serves one developer's machine. Out of memory it ends, to be started again. */
const JVM_FLAGS = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xshare:auto',
  '-Xmx768m',
  '-XX:+ExitOnOutOfMemoryError',
];

function classPath(folder: string): string {
  return [path.join(folder, 'lib', '*'), path.join(folder, 'classes')].join(path.delimiter);
}

async function fill(folder: string, log: Log): Promise<void> {
  const [maven, javac] = [await needOnPath('mvn'), await needOnPath('javac')];
  const started = performance.now();
  log('Fetching the MongoDB stand-in with Maven ...');
  // In a folder of its own: Maven keeps a target folder beside the pom.xml it reads.
  const build = path.join(folder, 'build');
  await mkdir(build);
  await copyFile(path.join(SOURCE_FOLDER, 'pom.xml'), path.join(build, 'pom.xml'));
  const libraries = path.join(folder, 'lib');
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${libraries}`];
  try {
    await output(maven, ['-q', '-B', '-f', path.join(build, 'pom.xml'), ...goal], 300_000);
  } catch (error) {
    if (error instanceof ProgramFailed) throw new NotApplicable(error.message);
    throw error;
  }
  const classes = path.join(folder, 'classes');
  const source = path.join(SOURCE_FOLDER, `${MAIN_CLASS}.java`);
  await output(javac, ['-cp', path.join(libraries, '*'), '-d', classes, source]);
  log(`Fetching the MongoDB stand-in: done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
