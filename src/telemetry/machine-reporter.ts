import type {
  BranchState,
  ChannelCounts,
  FilesReport,
  MachineReport,
  PublishCause,
  PublishLatency,
  PublishStage,
  PurgeCounts,
  SharedViewsState,
} from './machine-report.ts';

/**
 * Takes what there is to tell of this machine’s part among several. No method throws or waits, so that nobody’s work
 * depends on being measured.
 */
export interface MachineReporter {
  /** Takes how this machine stands to its branch. */
  branch(state: BranchState): void;
  /** A push was published. */
  pushPublished(): void;
  /** The remote could not be asked, or a push of it could not be had. */
  lookFailed(): void;
  /** A publish has this version of the catalog. Its times are taken until `swapped` and `purged` name that or a later one. */
  published(version: number, cause: PublishCause): void;
  /** All who serve pages have dropped what publishes up to this version changed. */
  swapped(version: number): void;
  /** Every cache has taken the first purge of publishes up to this version. */
  purged(version: number): void;
  /** Takes the counts of one cache since the start. */
  purges(counts: PurgeCounts): void;
  /** Takes what waits in the outbox, all channels at once. */
  channels(counts: readonly ChannelCounts[]): void;
  /** So many messages of the outbox were given up. */
  gaveUp(messages: number): void;
  /** Another machine was told of a push; `isTaken` says whether it took it. */
  peerTold(isTaken: boolean): void;
  /** Takes how many files editors have to see to. */
  files(counts: FilesReport): void;
  /** Asks there from now on, every few seconds, how many pictures wait to be looked at or fetched; null for nowhere. */
  pictures(waiting: (() => number) | null): void;
  /** Takes how sharing counts of page views goes. */
  sharedViews(state: SharedViewsState): void;
  /** Sends what was not sent yet, and nothing from then on. */
  close(): void;
}

export interface MachineReporterOptions {
  readonly send: (report: MachineReport) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly isTeller: boolean;
  /** Whether there are caches, whose answers are waited for. */
  readonly hasCaches: boolean;
}

/** A report is sent at once where none was for so long, else after it; in ms. */
const REST_MS = 1_000;
/** How often it is asked how many pictures wait, in ms. */
const PICTURES_MS = 5_000;
/** So many publishes may wait to be seen by readers, or by caches; of more, the oldest are not measured. */
const MOST_UNDER_WAY = 1_000;
/** So many measured times are in one report at most. */
const MOST_LATENCIES = 2_000;

/** Makes a reporter that sends a first report at once. */
export function createMachineReporter(options: MachineReporterOptions): MachineReporter {
  const { now, isTeller, hasCaches } = options;
  const underWay: Record<PublishStage, Map<number, PublishCause>> = { visible: new Map(), purged: new Map() };
  const purges = new Map<string, PurgeCounts>();
  let latencies: PublishLatency[] = [];
  let state: Omit<MachineReport, 'isTeller' | 'purges' | 'latencies'> = {
    branch: null,
    pushesPublished: 0,
    looksFailed: 0,
    channels: [],
    messagesGivenUp: 0,
    files: null,
    picturesWaiting: 0,
    peersTold: { taken: 0, failed: 0 },
    sharedViews: null,
  };
  let rest: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let isUnsent = false;
  let isClosed = false;

  const send = (): void => {
    isUnsent = false;
    const report = { ...state, isTeller, purges: [...purges.values()], latencies };
    latencies = [];
    try {
      options.send(report);
    } catch {
      // Whoever was told is gone, and this ends with it.
    }
  };
  const rise = (): void => {
    rest = undefined;
    if (isUnsent) changed();
  };
  const changed = (): void => {
    if (isClosed) return;
    isUnsent = true;
    if (rest !== undefined) return;
    send();
    rest = setTimeout(rise, REST_MS).unref();
  };
  const change = (part: Partial<typeof state>): void => {
    state = { ...state, ...part };
    changed();
  };

  const measure = (stage: PublishStage, version: number): void => {
    const moment = now();
    for (const [published, { way, at }] of underWay[stage]) {
      if (published > version) continue;
      underWay[stage].delete(published);
      // A clock that was set back has no time to tell.
      if (moment >= at && latencies.length < MOST_LATENCIES)
        latencies.push({ stage, way, seconds: (moment - at) / 1000 });
    }
    changed();
  };
  const begin = (stage: PublishStage, version: number, cause: PublishCause): void => {
    const waiting = underWay[stage];
    waiting.set(version, cause);
    const [oldest] = waiting.keys();
    if (waiting.size > MOST_UNDER_WAY && oldest !== undefined) waiting.delete(oldest);
  };

  changed();
  return {
    branch: (branch) => change({ branch }),
    pushPublished: () => change({ pushesPublished: state.pushesPublished + 1 }),
    lookFailed: () => change({ looksFailed: state.looksFailed + 1 }),
    published(version, cause) {
      begin('visible', version, cause);
      if (hasCaches) begin('purged', version, cause);
    },
    swapped: (version) => measure('visible', version),
    purged: (version) => measure('purged', version),
    purges(counts) {
      purges.set(counts.cache, counts);
      changed();
    },
    channels: (channels) => change({ channels }),
    gaveUp: (messages) => change({ messagesGivenUp: state.messagesGivenUp + messages }),
    peerTold(isTaken) {
      const { taken, failed } = state.peersTold;
      change({ peersTold: isTaken ? { taken: taken + 1, failed } : { taken, failed: failed + 1 } });
    },
    files: (files) => change({ files }),
    pictures(waiting) {
      clearInterval(asking);
      if (waiting === null || isClosed) return;
      asking = setInterval(() => {
        const picturesWaiting = waiting();
        if (picturesWaiting !== state.picturesWaiting) change({ picturesWaiting });
      }, PICTURES_MS).unref();
    },
    sharedViews: (sharedViews) => change({ sharedViews }),
    close() {
      clearTimeout(rest);
      clearInterval(asking);
      if (isUnsent) send();
      isClosed = true;
    },
  };
}
