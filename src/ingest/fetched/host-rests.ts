import type { Logger } from 'pino';
import { type LastingFault, lastingFault } from '../../telemetry/lasting-fault.ts';
import type { PictureFetch } from './fetch-picture.ts';
import { isOfServer, restOfServer } from './next-try.ts';

/** When hosts may be asked: not too often, and not while they cannot answer. Moments are milliseconds since 1970. */
export interface HostRests {
  /** How long until a host may be asked, in ms; 0 for now. */
  waitOf(host: string, now: number): number;
  /** Whether it is left alone because it could not answer. */
  isResting(host: string, now: number): boolean;
  asked(host: string, now: number): void;
  /** It answered, whatever it said. */
  answered(host: string): void;
  failed(host: string, failure: Extract<PictureFetch, { kind: 'failed' }>, now: number): void;
}

/** Pictures of a host are asked for at least so far apart, in ms. */
const APART_MS = 100;
/** A server’s own wish how long to be left alone is heard up to a day. */
const LONGEST_WISH_MS = 24 * 60 * 60_000;

interface Rest {
  failures: number;
  untilMs: number;
  askedMs: number;
  fault: LastingFault | null;
}

/** Prepares it; no host rests. A host that cannot answer is one line of the log, however many pictures it has. */
export function createHostRests(log: Pick<Logger, 'warn' | 'info'>): HostRests {
  const all = new Map<string, Rest>();
  const of = (host: string): Rest => {
    const known = all.get(host) ?? { failures: 0, untilMs: 0, askedMs: 0, fault: null };
    all.set(host, known);
    return known;
  };
  const answered = (host: string): void => {
    const rest = of(host);
    rest.failures = 0;
    rest.untilMs = 0;
    rest.fault?.over();
    rest.fault = null;
  };
  /** A clock that was set back must not put it off. */
  const within = (moment: number, now: number, longest: number): number =>
    Math.min(Math.max(0, moment - now), longest);

  return {
    waitOf(host, now) {
      const { untilMs, askedMs } = of(host);
      return Math.max(within(untilMs, now, LONGEST_WISH_MS), within(askedMs + APART_MS, now, APART_MS));
    },
    isResting: (host, now) => of(host).untilMs > now,
    asked(host, now) {
      of(host).askedMs = now;
    },
    answered,
    failed(host, { code, reason, problem, retryAt }, now) {
      if (!isOfServer(code)) return answered(host);
      const rest = of(host);
      rest.failures += 1;
      const wish = retryAt === null ? 0 : Math.min(retryAt - now, LONGEST_WISH_MS);
      rest.untilMs = now + Math.max(restOfServer(rest.failures), wish);
      rest.fault ??= lastingFault(log, {
        level: 'warn',
        begun: `pictures of ${host} cannot be fetched; they are tried again, and pages do without those that are not there`,
        over: `pictures of ${host} can be fetched again`,
      });
      rest.fault.met(new Error(reason), { host, hint: problem.hint });
    },
  };
}
