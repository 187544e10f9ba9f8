import type { BlockLayout, BlockSource } from '../../domain/front.ts';
import type { Teaser } from '../store/teaser.ts';

/** What a front shows at a moment; no story stands twice. */
export interface ResolvedFront {
  readonly lead: Teaser | null;
  /** The stories that hang on the lead. */
  readonly hanging: readonly Teaser[];
  readonly seconds: readonly Teaser[];
  /** The newest of the others; of a section the rest of its newest stories, SECTION_LIST together. */
  readonly latest: readonly Teaser[];
  readonly blocks: readonly ResolvedBlock[];
  /** The src of every picture on whose being there the choice depends. */
  readonly pictures: readonly string[];
}

/** A block that has stories. */
export interface ResolvedBlock {
  readonly source: BlockSource;
  /** As its file has it, else the name of its source; null for one without a name: a type, the newest, stories that are picked. */
  readonly title: string | null;
  readonly layout: BlockLayout;
  readonly teasers: readonly Teaser[];
}
