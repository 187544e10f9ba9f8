import type { Worker } from 'node:cluster';

/** What Node's round robin sends to a worker with a connection, and what comes back. */
interface InternalMessage {
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/** A connection that a worker was given, and has not taken yet. */
interface Offer {
  readonly seq: unknown;
  readonly connection: { close?(): void } | undefined;
}

const listening = new Set<Worker>();

/**
 * Gives a connection that was on its way to a worker that died to another; where there is none it is closed.
 * Node itself waits for the dead worker's answer for ever, and so would the client. Nothing was read from the
 * connection yet, so that nothing is lost. Does nothing where a later Node speaks otherwise with its workers.
 */
export function rescueConnections(worker: Worker): void {
  const child = worker.process;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  // At most one is under way to a worker.
  let offer: Offer | null = null;

  const watchedSend = (message: InternalMessage, connection?: Offer['connection'], ...rest: unknown[]) => {
    if (message.act === 'newconn') offer = { seq: message.seq, connection };
    return send(message, connection, ...rest);
  };
  Object.assign(child, { send: watchedSend });
  child.on('internalMessage', ({ ack }: InternalMessage) => {
    if (ack !== undefined && ack === offer?.seq) offer = null;
  });
  worker.once('listening', () => listening.add(worker));
  worker.once('disconnect', () => listening.delete(worker));
  // Its last messages have been read.
  child.once('close', () => {
    if (offer === null) return;
    const { seq, connection } = offer;
    // While an answer is missing Node does not say so itself, and would go on counting with the worker.
    child.emit('disconnect');
    if (listening.size > 0) child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: seq, accepted: false });
    else connection?.close?.();
  });
}
