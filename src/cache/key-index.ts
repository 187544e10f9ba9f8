/** Which URLs carry which surrogate keys. */
export interface KeyIndex {
  add(url: string, keys: readonly string[]): void;
  remove(url: string, keys: readonly string[]): void;
  /** The URLs that carry any of the keys, each once. */
  urlsOf(keys: Iterable<string>): ReadonlySet<string>;
}

/** Makes an index without URLs. It holds as many keys as its URLs carry, and no others. */
export function createKeyIndex(): KeyIndex {
  const urls = new Map<string, Set<string>>();
  return {
    add(url, keys) {
      for (const key of keys) {
        const carriers = urls.get(key);
        if (carriers === undefined) urls.set(key, new Set([url]));
        else carriers.add(url);
      }
    },
    remove(url, keys) {
      for (const key of keys) {
        const carriers = urls.get(key);
        carriers?.delete(url);
        if (carriers?.size === 0) urls.delete(key);
      }
    },
    urlsOf(keys) {
      const found = new Set<string>();
      for (const key of keys) {
        for (const url of urls.get(key) ?? []) found.add(url);
      }
      return found;
    },
  };
}
