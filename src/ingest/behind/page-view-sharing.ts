import type { SharedBatch, ShareStore } from '../../catalog/page-views/share-store.ts';

/** What of the page views other machines are told, and what they tell. No method throws; on a full disk nothing is told or taken. */
export interface PageViewSharing {
  /** What is to be sent next; null for nothing. */
  batch(): SharedBatch | null;
  /** The batch has arrived. */
  sent(): void;
  /** How many page views wait to be sent. */
  waiting(): number;
  /** Up to which entry the stream was read. */
  position(): string;
  /** The stream is read from its start again. */
  rewind(): void;
  /**
   * Takes what others counted up to an entry, and the list that one of them found last; null for none. Returns whether it could be kept.
   */
  take(batches: readonly SharedBatch[], position: string, list: readonly string[] | null): boolean;
  /** Everything that there is was taken: what is read most is found anew where a list came, or for the first time. */
  settled(): Promise<void>;
  /** What is read most here, where it is not what was last told of it; null else. It is given once. */
  takeList(): { readonly machine: string; readonly ids: readonly string[] } | null;
}

export interface PageViewSharingOptions {
  /** Works with the file; null where that fails, which was told. */
  readonly use: <Result>(work: (store: ShareStore) => Result) => Result | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Finds what is read most anew, beginning with a list as others have it; null for this machine’s own. */
  readonly refresh: (held: readonly string[] | null) => Promise<void>;
  /** Names this machine among others. */
  readonly host: string;
  readonly newName: () => string;
}

/** Sharing, and what it needs to know of the lists that are found here. */
export interface OpenSharing {
  readonly sharing: PageViewSharing;
  /** This was found to be read most, by this machine’s own counting. */
  found(ids: readonly string[]): void;
}

/** Begins to share. */
export function openPageViewSharing(options: PageViewSharingOptions): OpenSharing {
  const { now, refresh, host, newName } = options;
  let agreed: string | null = null;
  let toTell: readonly string[] | null = null;
  let arrived: readonly string[] | null = null;
  let isFirst = true;
  /** A file that was damaged or removed meanwhile has no name in it. */
  const use = <Result>(work: (store: ShareStore) => Result): Result | null =>
    options.use((store) => {
      store.begin(host, newName);
      return work(store);
    });
  return {
    sharing: {
      batch: () => use((store) => store.batch(now())),
      sent: () => void use((store) => store.sent()),
      waiting: () => use((store) => store.waiting(now())) ?? 0,
      position: () => use((store) => store.position()) ?? END,
      rewind: () => void use((store) => store.rewind()),
      take(batches, position, list) {
        if (use((store) => store.take(batches, position)) === null) return false;
        if (list !== null) arrived = list;
        return true;
      },
      async settled() {
        const list = arrived;
        arrived = null;
        if (list !== null) agreed = JSON.stringify(list);
        if (list !== null || isFirst) await refresh(list);
        isFirst = false;
      },
      takeList() {
        const ids = toTell;
        toTell = null;
        if (ids === null || JSON.stringify(ids) === agreed) return null;
        const machine = use((store) => store.name());
        return machine === null ? null : { machine, ids };
      },
    },
    found(ids) {
      toTell = ids;
    },
  };
}

/** After every entry: where the file cannot be read, nothing is taken. */
const END = '18446744073709551615-0';
