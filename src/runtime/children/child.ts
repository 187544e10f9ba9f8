import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';
import { lookAtProcess, lookAtThread, type ThreadLook } from './look-at-thread.ts';

/** How a child ended. */
export interface Ending {
  readonly code: number | null;
  /** What ended it, such as SIGKILL. */
  readonly signal: string | null;
  readonly error?: unknown;
}

/** What is heard of a child, which may be a process or a thread. */
export interface ChildListeners<Message> {
  readonly onMessage: (message: Message) => void;
  /** Called once. */
  readonly onEnd: (ending: Ending) => void;
}

/** A child that takes requests. */
export interface Child<Request> {
  readonly pid: number | null;
  /** Nothing happens where it has ended. */
  send(request: Request): void;
  /** Ends it at once; a thread that is within the system only when it comes back from there. */
  kill(): void;
  /** What the thread does that runs its program; null where nobody knows. */
  look(): ThreadLook | null;
}

/** A process with a channel for messages, as a child. */
export function childProcess<Message, Request extends object | string>(
  child: ChildProcess,
  { onMessage, onEnd }: ChildListeners<Message>,
): Child<Request> {
  child.on('message', (message) => onMessage(message as Message));
  child.once('exit', (code, signal) => onEnd({ code, signal }));
  child.on('error', (error) => {
    // It could not even be started; there is no exit then.
    if (child.pid === undefined) onEnd({ code: null, signal: null, error });
  });
  return {
    pid: child.pid ?? null,
    send(request) {
      if (child.connected) child.send(request, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
    look: () => (child.pid === undefined ? null : lookAtProcess(child.pid)),
  };
}

/** A thread as a child, which `name` is the name of. */
export function childThread<Message, Request>(
  thread: Worker,
  name: string,
  { onMessage, onEnd }: ChildListeners<Message>,
): Child<Request> {
  let failure: { readonly error: unknown } | undefined;
  thread.on('message', onMessage);
  // Such as want of memory.
  thread.once('error', (error) => {
    failure = { error };
  });
  thread.once('exit', (code) => onEnd({ code, signal: null, ...failure }));
  return {
    pid: null,
    send: (request) => thread.postMessage(request),
    kill: () => void thread.terminate(),
    look: () => lookAtThread(name),
  };
}
