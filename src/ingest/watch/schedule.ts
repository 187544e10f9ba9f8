/** What a schedule needs; moments are milliseconds since 1970. */
export interface ScheduleOptions {
  readonly now: () => number;
  /** The next moment after `after` at which something becomes true by the clock; null for none. */
  readonly nextEvent: (after: number) => number | null;
  /** The moment up to which everything was published. */
  readonly clock: () => number;
  /** Publishes what is due and moves the clock to now. `moment` is the one that was waited for; now, where the clock was set back. */
  readonly fire: (moment: number) => Promise<void>;
}

export interface Schedule {
  /** Looks again for the next event; call it whenever something was published. */
  readonly refresh: () => void;
  readonly close: () => void;
}

/** The longest that the timer sleeps: so long a jump of the clock can stay unseen. */
const MAX_SLEEP_MS = 1_000;
/** Clocks are corrected by less all the time. */
const SET_BACK_MS = 1_000;

/**
 * Keeps one timer for the next event by the clock. Where the clock jumps ahead, the event comes at most a
 * second late; where it jumps back, what the events in between brought is taken back at most a second later, and they
 * come once more at their time.
 */
export function createSchedule({ now, nextEvent, clock, fire }: ScheduleOptions): Schedule {
  let timer: NodeJS.Timeout | undefined;
  let fired: number | null = null;
  let isClosed = false;

  const arm = (): void => {
    clearTimeout(timer);
    if (isClosed) return;
    const next = nextEvent(Math.min(clock(), now())) ?? Number.POSITIVE_INFINITY;
    // One that was fired and is still due could not be published: it is tried again, not without end.
    const least = next === fired ? MAX_SLEEP_MS : 0;
    timer = setTimeout(check, Math.max(least, Math.min(next - now(), MAX_SLEEP_MS)));
    timer.unref();
  };
  const check = (): void => {
    const moment = now();
    const next = nextEvent(Math.min(clock(), moment));
    const isSetBack = clock() > moment + SET_BACK_MS;
    if (!isSetBack && (next === null || next > moment)) arm();
    else {
      fired = next;
      void fire(isSetBack ? moment : (next ?? moment)).finally(arm);
    }
  };

  arm();
  return {
    refresh: arm,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
