import type { ThreadLook } from './look-at-thread.ts';

/** How long a child may be silent. */
export interface Patience {
  /** While it neither computes nor waits for a core or a disk, in seconds: it is locked. */
  readonly stillSeconds: number;
  /** While it computes, in seconds of its own computing: it is in a loop. */
  readonly busySeconds: number;
  /** Where the system does not tell what it does, in seconds. */
  readonly blindSeconds: number;
}

/** How a child was found, that did not answer. */
export interface Silence {
  /** How long it did not, as far as this process was running. */
  readonly silentMs: number;
  readonly reason: 'stopped' | 'locked' | 'in a loop' | 'silent';
}

export interface WatchLifeOptions {
  /** Asks for a sign of life. */
  readonly ask: () => void;
  /** Looks at the thread that is to answer; null where that cannot be. */
  readonly look: () => ThreadLook | null;
  readonly patience: Patience;
  /** Told once; nobody is asked any more then. */
  readonly onDead: (silence: Silence) => void;
}

/** A child that is asked from time to time whether it lives. */
export interface LifeWatch {
  /** Takes its answer. */
  heard(): void;
  /** Whether it has answered lately. */
  isAnswering(): boolean;
  end(): void;
}

const LOOK_MS = 1_000;
/** Who is stopped by a signal does nothing until another one; in seconds. */
const STOPPED_SECONDS = 5;
/** Who has not answered for so long is not counted among those who serve; in seconds. */
const LATE_SECONDS = 10;

/**
 * Asks a child for a sign of life every second, and looks at one that has not answered the last time. A child is
 * judged by what it does, as a busy machine makes every answer late: while it waits for a core or a disk it has all
 * the time there is; while it computes, its own computing counts; while it does neither, time does. That is counted in
 * this process's own looks, so that a machine that slept, or a supervisor that was stopped, blames nobody.
 */
export function watchLife({ ask, look, patience, onDead }: WatchLifeOptions): LifeWatch {
  let isAsked = false;
  let silent = 0;
  let still = 0;
  let stopped = 0;
  let first: ThreadLook | null = null;
  let last: ThreadLook | null = null;

  const timer = setInterval(() => {
    if (isAsked) check();
    else {
      isAsked = true;
      ask();
    }
  }, LOOK_MS).unref();

  function check(): void {
    silent += 1;
    const now = look();
    first ??= now;
    const isMoving = now === null || now.cpuMs > (last?.cpuMs ?? now.cpuMs) || /^[RD]/.test(now.state);
    stopped = now !== null && /^[Tt]/.test(now.state) ? stopped + 1 : 0;
    still = isMoving ? 0 : still + 1;
    last = now;
    const computed = ((now?.cpuMs ?? 0) - (first?.cpuMs ?? 0)) / 1_000;
    if (stopped >= STOPPED_SECONDS) die('stopped');
    else if (still >= patience.stillSeconds) die('locked');
    else if (computed >= patience.busySeconds) die('in a loop');
    else if (now === null && silent >= patience.blindSeconds) die('silent');
  }

  function die(reason: Silence['reason']): void {
    clearInterval(timer);
    onDead({ silentMs: silent * 1_000, reason });
  }

  return {
    heard() {
      isAsked = false;
      silent = 0;
      still = 0;
      stopped = 0;
      first = null;
      last = null;
    },
    isAnswering: () => silent < LATE_SECONDS,
    end: () => clearInterval(timer),
  };
}
