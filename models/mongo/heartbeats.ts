import type { mongo } from 'mongoose';

/** How often the driver asks every server for its state, in milliseconds. */
export const HEARTBEAT_MS = 2_000;
/** A heartbeat ends within its connect timeout or socket timeout; silence for longer means that none runs. */
const SILENT_SECONDS = 3 * (HEARTBEAT_MS / 1_000);

/**
 * Reconnects a client whose heartbeats have stopped. The driver (7.8, 7.9) may write its heartbeat to a socket
 * that has just been closed and then waits for it to drain, for ever: the client would never see its server
 * again. Silence is counted in ticks of a timer, so a process that stood still does not look like one.
 *
 * @returns stops the watch; call it once the client is closed for good
 */
export function watchHeartbeats(client: mongo.MongoClient): () => void {
  let silentSeconds = 0;
  let stopped = false;
  const heard = (): void => void (silentSeconds = 0);
  client.on('serverHeartbeatSucceeded', heard);
  client.on('serverHeartbeatFailed', heard);
  const timer = setInterval(() => {
    silentSeconds += 1;
    if (silentSeconds < SILENT_SECONDS) return;
    silentSeconds = 0;
    // A server that is away fails the connect: the silence that follows brings the next try.
    void client
      .close()
      .then(() => client.connect())
      .then(() => (stopped ? client.close() : undefined))
      .catch(() => undefined);
  }, 1_000);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
