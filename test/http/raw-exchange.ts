import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection that sends what it is told, byte for byte. */
export interface RawConnection {
  readonly socket: Socket;
  readonly send: (text: string) => void;
  /** Everything received so far, as Latin-1. */
  readonly received: () => string;
  /** Resolves with everything received once the server has closed; throws after 5 s. */
  readonly closed: () => Promise<string>;
  /** Resolves once what was received holds `text`; throws after 5 s. */
  readonly holds: (text: string) => Promise<void>;
}

const PATIENCE_MS = 5_000;

/** Opens a raw connection to a server of this machine. */
export async function connectRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  await once(socket, 'connect');
  const received = () => Buffer.concat(chunks).toString('latin1');

  async function waitUntil(isDone: () => boolean): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    while (!isDone()) {
      if (signal.aborted) throw new Error(`Waited in vain; received: ${JSON.stringify(received())}`);
      await sleep(5);
    }
  }

  return {
    socket,
    send: (text) => void socket.write(text, 'latin1'),
    received,
    async closed() {
      await waitUntil(() => isClosed);
      return received();
    },
    holds: (text) => waitUntil(() => received().includes(text)),
  };
}

/** Sends one text and returns all that comes back until the server closes. */
export async function exchangeRaw(url: string, text: string): Promise<string> {
  const connection = await connectRaw(url);
  try {
    connection.send(text);
    return await connection.closed();
  } finally {
    connection.socket.destroy();
  }
}
