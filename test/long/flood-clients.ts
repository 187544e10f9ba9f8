import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What one client asks for at once, and leaves after `stayMs`. */
export interface Flood {
  readonly origin: string;
  readonly paths: readonly string[];
  /** Its address, as a proxy names it. */
  readonly client: string;
  readonly stayMs: number;
}

// A thread of its own, so that the client whose answers are timed has no part in the work. Tells when all have left.

const { origin, paths, client, stayMs } = workerData as Flood;
const { hostname, port } = new URL(origin);

const sockets = paths.map((path) => {
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nX-Forwarded-For: ${client}\r\n\r\n`);
  return socket;
});

setTimeout(() => {
  for (const socket of sockets) socket.destroy();
  parentPort?.postMessage('left');
}, stayMs);
