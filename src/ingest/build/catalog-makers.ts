import { makerDigest } from '../../release/maker-digest.ts';

const module = (name: string): URL => new URL(`../../${name}`, import.meta.url);

/**
 * The version of the catalog that this program makes, by all that makes it: a positive number of 31 bits. Catalogs of one version are alike
 * where the folder is: it follows from all that reads files and stores them (parsers, sanitiser, word folding, search
 * index, related stories), from the libraries that these use, from the schema, and from Node's Unicode data and time
 * zones; and from nothing else, so that a release that changes none of them leaves the catalog as it is. Views, which
 * are rendered anew at each start, are not stored.
 */
export function catalogMakers(): number {
  const digest = makerDigest({
    modules: [
      module('ingest/read/parse-job.ts'),
      module('ingest/build/build-catalog.ts'),
      module('ingest/read/read-folder-lists.ts'),
      module('ingest/read/read-front-files.ts'),
      module('ingest/read/named-files.ts'),
      module('catalog/publish/publisher.ts'),
      module('catalog/publish/search-index.ts'),
      module('catalog/related/related-writer.ts'),
    ],
    files: [module('catalog/store/schema.sql'), module('catalog/store/indexes.sql')],
    node: ['unicode', 'icu', 'cldr', 'tz'],
  });
  return Number.parseInt(digest.slice(0, 8), 16) >>> 1 || 1;
}
