import type { Worker } from 'node:cluster';
import type { WorkerMessage } from './worker-messages.ts';

/** What Node's round robin sends to a worker with a connection, and what comes back. */
interface InternalMessage {
  /** Of our own messages: see worker-messages.ts. */
  readonly kind?: unknown;
  readonly cmd?: unknown;
  readonly act?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
}

/** A connection that a worker was given, and has not taken yet. */
interface Offer {
  readonly seq: unknown;
  readonly connection: { close?(): void } | undefined;
  /** Whether a sign of life was asked for behind it. */
  isFollowed: boolean;
}

const listening = new Set<Worker>();

/**
 * Answers for a worker that cannot, or Node would wait for its answer for ever, as would all later connections:
 *
 * - A connection that was on its way to a worker that died goes to another; where there is none it is closed. Nothing
 *   was read from it yet, so that nothing is lost.
 * - One that did not arrive, as the worker had no descriptor for it, is closed, and `onLost` is told. So is one that the
 *   worker has not answered for, though it has answered what was asked behind it.
 *
 * Does nothing where a later Node speaks otherwise with its workers.
 */
export function rescueConnections(worker: Worker, onLost: () => void): void {
  const child = worker.process;
  const send = child.send.bind(child) as (...args: unknown[]) => boolean;
  // At most one is under way to a worker.
  let offer: Offer | null = null;

  const watchedSend = (message: InternalMessage, connection?: Offer['connection'], ...rest: unknown[]) => {
    if (message.act === 'newconn') offer = { seq: message.seq, connection, isFollowed: false };
    else if (message.kind === 'ask' && offer !== null) offer.isFollowed = true;
    return send(message, connection, ...rest);
  };
  const answer = ({ seq }: Offer, accepted: boolean): void => {
    offer = null;
    child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: seq, accepted });
  };
  const lose = (lost: Offer): void => {
    // As if it had been taken: it is closed here, and the worker has the next one.
    answer(lost, true);
    onLost();
  };

  Object.assign(child, { send: watchedSend });
  child.on('internalMessage', ({ cmd, ack }: InternalMessage) => {
    if (offer === null) return;
    if (ack !== undefined && ack === offer.seq) offer = null;
    else if (cmd === 'NODE_HANDLE_NACK') lose(offer);
  });
  // What is sent to a worker, and what comes back, keeps its order.
  child.on('message', (message: Readonly<WorkerMessage>) => {
    if (offer?.isFollowed === true && message.kind === 'alive') lose(offer);
  });
  worker.once('listening', () => listening.add(worker));
  worker.once('disconnect', () => listening.delete(worker));
  // Its last messages have been read.
  child.once('close', () => {
    if (offer === null) return;
    // While an answer is missing Node does not say so itself, and would go on counting with the worker.
    child.emit('disconnect');
    if (listening.size > 0) answer(offer, false);
    else offer.connection?.close?.();
  });
}
