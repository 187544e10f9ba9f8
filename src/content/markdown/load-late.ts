import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A package that few texts need: loaded when it is asked for first, without a wait. `isWhole` tells whether it came
 * completely: a deadline may stop the thread while it loads, and Node would keep the half of it.
 */
export function loadLate<Package>(
  specifier: string,
  isWhole: (loaded: Partial<Package>) => boolean,
): () => Package {
  let known: Package | null = null;
  return () => {
    if (known !== null) return known;
    let loaded = require(specifier) as Partial<Package>;
    if (!isWhole(loaded)) {
      delete require.cache[require.resolve(specifier)];
      loaded = require(specifier) as Partial<Package>;
    }
    known = loaded as Package;
    return known;
  };
}
