import type { AuthorProfile, StandingPage } from '../../../domain/article.ts';
import type { Banner, FrontFile } from '../../../domain/front.ts';
import type { PartnerOutlet, TopStoryPin } from '../../../domain/sidebar.ts';
import type { Problem } from '../../../problems/problem.ts';
import type { Permalink } from '../../permalinks/permalink.ts';
import type { SourceState } from '../../store/source-store.ts';
import type { ArticleChange } from '../article-change.ts';
import type { FileRead } from '../file-read.ts';

/** Files that changed together. What is absent did not change. */
export interface PublishBatch {
  readonly reads?: readonly FileRead[];
  /** Article files that are no longer there. */
  readonly gone?: readonly string[];
  readonly standingPages?: readonly StandingPage[];
  readonly authors?: readonly AuthorProfile[];
  /** Those of all editions, as are the outlets. */
  readonly topStories?: readonly TopStoryPin[];
  readonly partners?: readonly PartnerOutlet[];
  /** What all files of fronts say, by the names of the fronts. */
  readonly fronts?: Readonly<Record<string, FrontFile>>;
  /** The lines above all pages, by editions. */
  readonly banners?: Readonly<Record<string, Banner>>;
  /** The ids of the articles that are read most, in order. */
  readonly mostRead?: readonly string[];
  /** A Site as JSON. */
  readonly site?: string;
  /** The newsroom's own words for the interface: Labels as JSON. */
  readonly labels?: string;
  /** Addresses that lead elsewhere since, by the ledger. */
  readonly permalinks?: readonly Permalink[];
  /** How files were found that are no articles. */
  readonly sources?: readonly SourceState[];
  /** Files, no articles, that are no longer there. */
  readonly goneSources?: readonly string[];
}

export interface PublishResult {
  /** Articles and standing pages that differ now. */
  readonly changes: readonly ArticleChange[];
  /**
   * Which of `top-stories`, `partners`, `site`, `labels`, `front` and `fronts/SLUG` differ now; those of another edition are called
   * as their files are, `front.ru`.
   */
  readonly lists: readonly string[];
  /** Problems of the articles' files that were read, by file; files without are in it as well. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Surrogate keys of all pages that differ now. */
  readonly keys: ReadonlySet<string>;
  /** The catalog's version from now on; see Catalog.version. */
  readonly version: number;
  /** Refused files that may now have what they asked for: read them again. */
  readonly retry: readonly string[];
}
