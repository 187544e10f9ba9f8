import type { CatalogReader } from '../../catalog/read/catalog.ts';

/** Where requests find the catalog, which may be replaced by another file while the site is up. */
export interface ReaderSlot {
  /** The reader that was put in last. @throws Error while there is none. */
  current(): CatalogReader;
  /** Puts in a reader, or none, and closes the one that was there. */
  replace(next: CatalogReader | null): void;
}

/** Makes a slot without a reader. */
export function createReaderSlot(): ReaderSlot {
  let held: CatalogReader | null = null;
  return {
    current() {
      if (held === null) throw new Error('no catalog is open');
      return held;
    },
    replace(next) {
      const before = held;
      held = next;
      before?.close();
    },
  };
}
