import { type FileStamp, isSameStamp, type Look } from './watch-look.ts';

/** What happened to a path below the content folder, once it is quiet. */
export interface SettledChange {
  /** Below the content folder, with forward slashes. */
  readonly path: string;
  /** `file`: to be read now. `gone`: nothing has been there for `goneSettleMs`. */
  readonly kind: 'file' | 'gone';
  /** now() at the first event of this change; for a file that came back, at its return. */
  readonly firstEventAt: number;
  /**
   * Came by rename, or was complete when first seen. False for what was written in place and fell quiet,
   * and for what was renamed so soon after it was written that the two cannot be told apart.
   */
  readonly isWhole: boolean;
}

/** Waiting times in milliseconds. */
export interface SettleTimes {
  /** Quiet time after a write in place; 30. */
  readonly settleMs?: number;
  /** The same where the file is empty, or shorter than three quarters of what is known of it; 500. */
  readonly shrunkSettleMs?: number;
  /** How long a file must be away; 2,000. */
  readonly goneSettleMs?: number;
  /** A file that never falls quiet is delivered after this; 5,000. */
  readonly maxWaitMs?: number;
}

export interface SettlerOptions {
  readonly now: () => number;
  readonly look: (path: string) => Look;
  /** The stamp of the file as it was published; null for a file that is not. */
  readonly stampOf: (path: string) => FileStamp | null;
  /** Called when a path may be due; answer by `collect` after events that wait have been noted. */
  readonly onDue: () => void;
  readonly times?: SettleTimes | undefined;
}

export interface Settler {
  /** Notes what a look found after events for a path, the first of which came at `eventAt`; null: nothing. */
  readonly note: (path: string, found: FileStamp | null, isWhole: boolean, eventAt: number) => void;
  /** Notes a file that was met without an event; nothing comes of one that is as published. */
  readonly offer: (path: string, found: FileStamp) => void;
  readonly isWaiting: (path: string) => boolean;
  /** Takes out all that is ready now. */
  readonly collect: () => SettledChange[];
  readonly close: () => void;
}

interface Waiting {
  readonly kind: 'file' | 'gone';
  readonly firstEventAt: number;
  readonly lane: Lane;
  readonly found: FileStamp | null;
}

/** Paths that wait equally long: in order of `dueAt`, because each is put at the end. */
interface Lane {
  readonly waitMs: number;
  readonly dueAt: Map<string, number>;
}

/**
 * Makes the waiting room between events and the reader. One timer serves all paths, and every step
 * takes constant time per path.
 */
export function createSettler(options: SettlerOptions): Settler {
  const { now, look, stampOf, onDue, times = {} } = options;
  const { settleMs = 30, shrunkSettleMs = 500, goneSettleMs = 2_000, maxWaitMs = 5_000 } = times;
  const quiet = makeLane(settleMs);
  const shrunk = makeLane(shrunkSettleMs);
  const gone = makeLane(goneSettleMs);
  const lanes = [quiet, shrunk, gone];
  const waiting = new Map<string, Waiting>();
  const ready = new Map<string, SettledChange>();
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const forget = (path: string): void => {
    waiting.get(path)?.lane.dueAt.delete(path);
    waiting.delete(path);
  };
  const deliver = (change: SettledChange): void => {
    forget(change.path);
    ready.set(change.path, change);
  };
  const laneFor = (path: string, { sizeBytes }: FileStamp): Lane =>
    sizeBytes === 0 || sizeBytes < 0.75 * (stampOf(path)?.sizeBytes ?? 0) ? shrunk : quiet;

  const wait = (path: string, kind: Waiting['kind'], found: FileStamp | null, eventAt: number): void => {
    const before = waiting.get(path);
    const firstEventAt = before?.kind === kind ? before.firstEventAt : eventAt;
    const lane = found === null ? gone : laneFor(path, found);
    const dueAt = now() + lane.waitMs;
    ready.delete(path);
    if (before?.kind === 'file' && kind === 'file' && dueAt > firstEventAt + maxWaitMs) {
      waiting.set(path, { ...before, found });
      return;
    }
    forget(path);
    lane.dueAt.set(path, dueAt);
    waiting.set(path, { kind, firstEventAt, lane, found });
    arm();
  };
  const arm = (): void => {
    const next = Math.min(...lanes.map(firstDueAt));
    if (next >= timerAt) return;
    clearTimeout(timer);
    timerAt = next;
    timer = setTimeout(
      () => {
        timerAt = Number.POSITIVE_INFINITY;
        onDue();
      },
      Math.max(0, Math.ceil(next - now())),
    );
  };

  const settle = (path: string, { kind, firstEventAt, lane, found }: Waiting): void => {
    const seen = look(path);
    const stamp = seen?.kind === 'file' ? seen : null;
    if (kind === 'gone') {
      if (stamp !== null) wait(path, 'file', stamp, now());
      else if (seen?.kind === 'unreadable') forget(path);
      else deliver({ path, kind: 'gone', firstEventAt, isWhole: true });
    } else if (stamp === null) wait(path, 'gone', null, now());
    else if (isSameStamp(stamp, found) || now() + lane.waitMs > firstEventAt + maxWaitMs) {
      deliver({ path, kind: 'file', firstEventAt, isWhole: false });
    } else wait(path, 'file', stamp, firstEventAt);
  };

  return {
    note: (path, found, isWhole, eventAt) => {
      if (found === null) wait(path, 'gone', null, eventAt);
      else if (isWhole && found.sizeBytes > 0) {
        deliver({ path, kind: 'file', firstEventAt: eventAt, isWhole: true });
      } else wait(path, 'file', found, eventAt);
    },
    offer: (path, found) => {
      if (waiting.get(path)?.kind === 'file' || ready.has(path)) return;
      if (isSameStamp(found, stampOf(path))) forget(path);
      else if (now() - found.mtimeMs >= laneFor(path, found).waitMs) {
        deliver({ path, kind: 'file', firstEventAt: now(), isWhole: true });
      } else wait(path, 'file', found, now());
    },
    isWaiting: (path) => waiting.has(path) || ready.has(path),
    collect: () => {
      const until = now();
      for (const lane of lanes) {
        bringNear(lane, until);
        for (const [path, at] of lane.dueAt) {
          if (at > until) break;
          const entry = waiting.get(path);
          if (entry !== undefined) settle(path, entry);
        }
      }
      arm();
      const changes = [...ready.values()];
      ready.clear();
      return changes;
    },
    close: () => {
      clearTimeout(timer);
      for (const { dueAt } of lanes) dueAt.clear();
      waiting.clear();
      ready.clear();
    },
  };
}

function makeLane(waitMs: number): Lane {
  return { waitMs, dueAt: new Map() };
}

/** Nothing waits longer than its lane: what seems to was put there before the clock was set back. */
function bringNear({ waitMs, dueAt }: Lane, now: number): void {
  for (const [path, at] of dueAt) {
    if (at <= now + waitMs) break;
    dueAt.set(path, now + waitMs);
  }
}

function firstDueAt({ dueAt }: Lane): number {
  for (const at of dueAt.values()) return at;
  return Number.POSITIVE_INFINITY;
}
