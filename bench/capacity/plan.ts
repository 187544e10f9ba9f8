/** What one page view costs: what was measured, per request. */
export interface Costs {
  /** Microseconds of processor time, of all processes: a finished page, a 304, a file of a page, a page made anew. */
  readonly hit: number;
  readonly notModified: number;
  readonly file: number;
  readonly made: number;
  /** Bytes of a page as it is sent, with its head. */
  readonly pageBytes: number;
}

/** What is taken for granted. All of it can be said otherwise on the command line. */
export interface Assumptions {
  /** How many times the mean of a month the busiest seconds have. */
  readonly peak: number;
  /** Pictures and other files that a page view asks for, which the reader’s browser does not have yet, and their bytes. */
  readonly files: number;
  readonly fileBytes: number;
  /** Of pages that a machine answers, how many of a hundred it has to make anew: without a cache, and behind one. */
  readonly madePercent: number;
  readonly madeBehindCachePercent: number;
  /** Of requests, how many of a hundred a cache in front answers. */
  readonly cachePercent: number;
  /** Cores of a machine; one of them is the ingest’s. */
  readonly cores: number;
  /** How busy its cores may be at the peak, of a hundred: the rest is for what nobody foresaw. */
  readonly busyPercent: number;
}

export const ASSUMPTIONS: Assumptions = {
  peak: 10,
  files: 4,
  fileBytes: 40_000,
  madePercent: 2,
  madeBehindCachePercent: 50,
  cachePercent: 95,
  cores: 4,
  busyPercent: 50,
};

/** What so many page views in a month of thirty days ask of machines at the peak. */
export interface Plan {
  readonly viewsPerMonth: number;
  readonly viewsPerSecond: number;
  readonly peakViews: number;
  readonly peakRequests: number;
  /** Sent at the peak, in megabits a second, by whoever answers readers. */
  readonly peakMegabits: number;
  /** Busy cores, and machines, at least two so that one may go down. */
  readonly alone: Need;
  readonly behindCache: Need;
  /** Of requests, how many of a hundred a cache has to answer so that two machines are enough. */
  readonly cacheNeededPercent: number;
}

export interface Need {
  readonly requests: number;
  readonly cores: number;
  readonly machines: number;
}

const MONTH_SECONDS = 30 * 86_400;
const FEWEST_MACHINES = 2;

/** Works out what so many page views a month need. */
export function planFor(viewsPerMonth: number, costs: Costs, assumed: Assumptions): Plan {
  const { peak, files, fileBytes, madePercent, madeBehindCachePercent, cachePercent } = assumed;
  const viewsPerSecond = viewsPerMonth / MONTH_SECONDS;
  const peakViews = viewsPerSecond * peak;
  const page = (percent: number): number => (costs.hit * (100 - percent) + costs.made * percent) / 100;
  /** Microseconds of a page view with its files. */
  const view = (percent: number): number => page(percent) + files * costs.file;
  const need = (share: number, percent: number): Need => {
    const cores = (peakViews * share * view(percent)) / 1_000_000;
    const machines = Math.max(FEWEST_MACHINES, Math.ceil(cores / usableCores(assumed)));
    return { requests: peakViews * (1 + files) * share, cores, machines };
  };
  const twoMachines = (usableCores(assumed) * FEWEST_MACHINES * 1_000_000) / view(madeBehindCachePercent);
  const alone = need(1, madePercent);
  return {
    viewsPerMonth,
    viewsPerSecond,
    peakViews,
    peakRequests: peakViews * (1 + files),
    peakMegabits: (peakViews * (costs.pageBytes + files * fileBytes) * 8) / 1_000_000,
    alone,
    behindCache: need((100 - cachePercent) / 100, madeBehindCachePercent),
    cacheNeededPercent:
      alone.machines <= FEWEST_MACHINES ? 0 : Math.max(0, 100 * (1 - twoMachines / peakViews)),
  };
}

/** Cores of a machine that may be busy with readers. */
const usableCores = ({ cores, busyPercent }: Assumptions): number =>
  (Math.max(1, cores - 1) * busyPercent) / 100;
