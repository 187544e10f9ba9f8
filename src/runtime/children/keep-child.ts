import { createBackoff } from './backoff.ts';
import type { Child, ChildListeners, Ending } from './child.ts';
import { type LifeWatch, type Patience, type Silence, watchLife } from './watch-life.ts';

export interface KeepChildOptions<Message, Request> {
  readonly spawn: (listeners: ChildListeners<Message>) => Child<Request>;
  /** What it is told when it was started. */
  readonly greetings: () => readonly Request[];
  /** Asks for a sign of life, which `heard` takes. */
  readonly ask: Request;
  readonly patience: Patience;
  /** One that ends unasked is started again after so long, and twice as long each time; in ms. */
  readonly restart: { readonly firstMs: number; readonly longestMs: number };
  readonly tell: ChildKeeper<Message>;
}

/** Who is told how a child that is kept alive fares. */
export interface ChildKeeper<Message> {
  message(message: Message): void;
  /** It ended unasked, and is started again after `waitMs`; not where this calls `letEnd`. */
  ended(pid: number | null, ending: Ending, waitMs: number): void;
  /** It does not answer, and was killed. */
  silent(pid: number | null, silence: Silence): void;
}

/** A child, and those that follow it. */
export interface KeptChild<Request> {
  /** Nothing happens where none lives. */
  send(request: Request): void;
  /** Of the process that lives; null where none does, or it is a thread. */
  pid(): number | null;
  /** Whether one lives that was not asked to end. */
  isWorking(): boolean;
  /** Whether it lives, and has answered lately. */
  isAnswering(): boolean;
  /** Takes a sign of life. */
  heard(): void;
  /** It has shown that it works: the wait before another start is short again. */
  steady(): void;
  /** Starts one where none is, and keeps it alive from now on. */
  goOn(): void;
  /**
   * Asks it to end, and starts no other. Resolves to true when it has ended by itself; one that has not after `killMs` is
   * killed, and not waited for any longer.
   */
  end(request: Request, killMs: number): Promise<boolean>;
  /** Starts no other when it ends. */
  letEnd(): void;
  kill(): void;
}

/** Keeps a child alive from the first `goOn`. */
export function keepChild<Message, Request>(options: KeepChildOptions<Message, Request>): KeptChild<Request> {
  const { spawn, greetings, ask, patience, restart, tell } = options;
  const backoff = createBackoff(restart.firstMs, restart.longestMs);
  let child: Child<Request> | null = null;
  let life: LifeWatch | null = null;
  let ended = Promise.resolve();
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    ended = promise;
    const started = spawn({
      onMessage: tell.message,
      onEnd(ending) {
        watch.end();
        child = null;
        resolve();
        if (isWanted) startAgain(started.pid, ending);
      },
    });
    const watch = watchLife({
      ask: () => started.send(ask),
      look: started.look,
      patience,
      onDead(silence) {
        started.kill();
        tell.silent(started.pid, silence);
      },
    });
    child = started;
    life = watch;
    for (const greeting of greetings()) started.send(greeting);
  }

  function startAgain(pid: number | null, ending: Ending): void {
    const waitMs = backoff.next();
    tell.ended(pid, ending, waitMs);
    // Whoever was told may have had enough of it.
    if (isWanted) timer = setTimeout(start, waitMs);
  }

  function letEnd(): void {
    isWanted = false;
    clearTimeout(timer);
    life?.end();
  }

  return {
    send: (request) => child?.send(request),
    pid: () => child?.pid ?? null,
    isWorking: () => isWanted && child !== null,
    isAnswering: () => child !== null && life?.isAnswering() === true,
    heard: () => life?.heard(),
    steady: backoff.reset,
    goOn() {
      if (isWanted) return;
      isWanted = true;
      if (child === null) start();
      else void ended.then(() => isWanted && child === null && start());
    },
    async end(request, killMs) {
      letEnd();
      if (child === null) return true;
      child.send(request);
      const late = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => {
        child?.kill();
        late.resolve(false);
      }, killMs);
      const isWhole = await Promise.race([ended.then(() => true), late.promise]);
      clearTimeout(timer);
      return isWhole;
    },
    letEnd,
    kill() {
      letEnd();
      child?.kill();
    },
  };
}
