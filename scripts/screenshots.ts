import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { removeDataDir, repositoryRoot, temporaryDataDir, UsherProcess } from './demo/instance';
import { startBrowser } from './screenshots/browser';
import { Album } from './screenshots/album';
import { gatherCrowd } from './screenshots/crowd';
import { docsShots } from './screenshots/docs-shots';
import { invitedShots } from './screenshots/invited-shots';
import { PatientClient } from './screenshots/patient-client';
import { makeThings } from './screenshots/things';
import { placesOf } from './screenshots/places';
import { typedShots } from './screenshots/typed-shots';

/** The first e-mail is refused for good and the first share fails, so that both can be seen. */
const ENVIRONMENT = {
  USHER_FAULTS: 'sendEmail:permanent:1,shareRecords:permanent:1',
  WEBHOOK_ALLOW_PRIVATE: 'true',
  EMAIL_TRANSPORT: 'preview',
  LOG_LEVEL: 'warn',
  RATE_LIMIT_API: '0',
  RATE_LIMIT_PUBLIC: '0',
  DAILY_EMAILS_PER_RECIPIENT: '0',
  MONGODB_URI: undefined,
  TEMPORAL_ADDRESS: undefined,
};

/**
 * Pictures of every page, with a full account, into `.screenshots`, and those that documents show into
 * `docs/pictures`; an argument picks names that hold it, `docs-` those of the documents.
 */
async function main(only: string): Promise<void> {
  const dataDir = await temporaryDataDir();
  const usher = UsherProcess.spawn({ dataDir, env: ENVIRONMENT });
  const sink = createServer((request, response) =>
    response.writeHead(request.url === '/ok' ? 204 : 500).end(),
  );
  sink.listen(0, '127.0.0.1');
  let browser: Browser | undefined;
  try {
    await once(sink, 'listening');
    const facts = await usher.whenReady();
    browser = await startBrowser();
    const stranger = new PatientClient(facts.apiUrl);
    const hosts = {
      stranger,
      admin: stranger.withApiKey(facts.admin.apiKey),
      approver: stranger.withApiKey(facts.approver.apiKey),
      other: stranger.withApiKey(facts.otherAdmin.apiKey),
    };
    const sinkUrl = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
    const { crowd, made } = await makeThings(hosts, sinkUrl, gatherCrowd);
    console.log(`The account is full: ${Object.keys(crowd.ids).length} kinds of invitations.`);
    const [pictures, documents] = ['.screenshots', 'docs/pictures'].map((name) => {
      const folder = path.join(repositoryRoot(), name);
      fs.mkdirSync(folder, { recursive: true });
      return folder;
    });
    const album = new Album(browser, facts.apiUrl, { pictures: pictures!, documents: documents! }, only);
    await album.signIn('admin', facts.admin.email, facts.admin.password);
    await album.signIn('approver', facts.approver.email, facts.approver.password);
    await album.signIn('partner', crowd.activeEmail, crowd.password);
    for (const place of placesOf(crowd, made)) await album.keep(place);
    await typedShots(album);
    await invitedShots(album, hosts, crowd);
    await docsShots({ album, hosts, crowd, made });
    console.log(`${album.count} pictures`);
  } finally {
    await browser?.close();
    await usher.stop();
    sink.close();
    await removeDataDir(dataDir);
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
