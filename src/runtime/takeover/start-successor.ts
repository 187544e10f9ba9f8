import { spawn } from 'node:child_process';
import { TAKES_OVER, type FormerServer } from '../../config/handed-socket.ts';
import { TakeoverError } from './takeover-error.ts';
import type { PredecessorMessage, SuccessorMessage } from './takeover-messages.ts';

/** A program that a server can be started by. */
export interface ServerProgram {
  /** Node: a path, or a name that is looked for in PATH. */
  readonly node: string;
  readonly flags: readonly string[];
  /** Its `launch.cjs` and what stands behind that. */
  readonly args: readonly string[];
  /** The folder that it starts in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface StartSuccessorOptions extends FormerServer {
  readonly program: ServerProgram;
  /** The listening socket. */
  readonly descriptor: number;
  readonly onMessage: (message: SuccessorMessage) => void;
}

/** A server that was started to take this one's place. */
export interface Successor {
  readonly pid: number;
  /** Resolves when its program is loaded. Both reject with a TakeoverError where it ends before. */
  readonly loaded: Promise<void>;
  /** Resolves to the name of its catalog when it serves. */
  readonly serving: Promise<string>;
  readonly ended: Promise<void>;
  tell(message: PredecessorMessage): void;
  kill(): void;
}

/** Behind standard input, output and errors, and the channel for messages. */
const DESCRIPTOR = 4;

/** Starts a server that has this one's listening socket, output and channel. @throws TakeoverError where it cannot even begin. */
export async function startSuccessor(options: StartSuccessorOptions): Promise<Successor> {
  const { program, descriptor, onMessage, host, askedPort, port } = options;
  const loaded = Promise.withResolvers<void>();
  const serving = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<void>();
  for (const { promise } of [loaded, serving]) promise.catch(() => {});
  const handed = { descriptor: DESCRIPTOR, host, askedPort, port };
  const child = spawn(program.node, [...program.flags, ...program.args], {
    cwd: program.folder,
    env: { ...program.environment, [TAKES_OVER]: JSON.stringify(handed) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', descriptor],
  });
  child.on('message', (message: SuccessorMessage) => {
    if (message.kind === 'loaded') loaded.resolve();
    else if (message.kind === 'serving') serving.resolve(message.catalog);
    else onMessage(message);
  });
  const fail = (why: string): void => {
    const error = new TakeoverError(
      `${why}. This server goes on as before. What the other one wrote to the log says what to mend.`,
    );
    loaded.reject(error);
    serving.reject(error);
    ended.resolve();
  };
  child.once('exit', (code, signal) => fail(`The new server ended (${signal ?? `exit code ${code}`})`));
  const begun = Promise.withResolvers<void>();
  child.once('spawn', begun.resolve);
  child.on('error', (error) => {
    if (child.pid !== undefined) return;
    fail(`${program.node} cannot be started (${error.message})`);
    begun.resolve();
  });
  await begun.promise;
  return {
    pid: child.pid ?? 0,
    loaded: loaded.promise,
    serving: serving.promise,
    ended: ended.promise,
    tell(message) {
      if (child.connected) child.send(message, () => {});
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
