import type { ResolvedBlock } from '../../catalog/fronts/resolved-front.ts';
import type { BlockLayout } from '../../domain/front.ts';
import type { Link, PageContext } from '../parts/page-context.ts';
import { viewSource } from './block-source.ts';
import { buildFrontStory, type FrontStory, type StoryParts } from './front-story.ts';
import { splitRows } from './split-rows.ts';

/** A part of a front: stories of one source in one layout. */
export interface FrontBlock {
  /** An id of its own on the page. */
  readonly id: string;
  readonly heading: string | null;
  /** The page with more of it, which the heading leads to as well. */
  readonly more: Link | null;
  /** Its stories, in rows that have no hole at their end. The first story of the first row leads the block. */
  readonly rows: readonly (readonly FrontStory[])[];
  /** Level of its stories’ headings: 2 where it has no heading. */
  readonly level: 2 | 3;
}

/** Blocks that stand beside each other, or one across the page. */
export interface FrontRow {
  readonly layout: BlockLayout;
  readonly blocks: readonly FrontBlock[];
}

/** How many blocks stand beside each other, and stories in a band. */
const MOST_COLUMNS = 3;
const MOST_IN_BAND = 4;

/** Builds the blocks of a front as rows: columns that follow each other stand three or two beside each other. */
export function buildFrontRows(context: PageContext, blocks: readonly ResolvedBlock[]): FrontRow[] {
  const rows: { layout: BlockLayout; blocks: FrontBlock[] }[] = [];
  for (const [index, given] of blocks.entries()) {
    const block = { ...given, layout: layoutOf(given) };
    const view = buildFrontBlock(context, block, `block-${index + 1}`);
    const last = rows.at(-1);
    if (block.layout === 'columns' && last?.layout === 'columns') last.blocks.push(view);
    else rows.push({ layout: block.layout, blocks: [view] });
  }
  return rows.flatMap(({ layout, blocks: beside }) =>
    splitRows(beside, MOST_COLUMNS).map((part) => ({ layout, blocks: part })),
  );
}

/** One story fills no width: it stands in a column, beside others where it can. One beside a wide lead leaves a hole below it. */
function layoutOf({ layout, teasers }: ResolvedBlock): BlockLayout {
  if (layout !== 'wide' && layout !== 'band') return layout;
  if (teasers.length === 1) return 'columns';
  return teasers.length === 2 ? 'band' : layout;
}

/** Builds the view of one block. */
export function buildFrontBlock(context: PageContext, block: ResolvedBlock, id: string): FrontBlock {
  const { layout, teasers } = block;
  const source = viewSource(context, block.source, block.title);
  const heading = block.title ?? source.name;
  const stories = teasers.map((teaser, index) => {
    const story = buildFrontStory(context, teaser, partsOf(layout, index === 0));
    if (layout !== 'band') return story;
    // In a band a standfirst fills the place of a picture, and the width that two have for their words.
    return story.picture === null || teasers.length === 2
      ? { ...story, standfirst: teaser.description }
      : story;
  });
  return {
    id,
    heading,
    more: source.url === null || source.name === null ? null : moreOf(context, source.name, source.url),
    rows: rowsOf(stories, block),
    level: heading === null ? 2 : 3,
  };
}

/** In a band what has no picture stands last, so that it parts no pictures, but where editors have picked each story. */
function rowsOf(stories: readonly FrontStory[], { layout, source }: ResolvedBlock): FrontBlock['rows'] {
  if (layout === 'opinion') return splitRows(stories, MOST_IN_BAND);
  if (layout !== 'band') return [stories];
  const isPictured = ({ picture }: FrontStory): boolean => picture !== null;
  const picturesFirst = [...stories.filter(isPictured), ...stories.filter((story) => !isPictured(story))];
  return splitRows(source.kind === 'picked' ? stories : picturesFirst, MOST_IN_BAND);
}

const moreOf = ({ words }: PageContext, name: string, url: string): Link => ({
  text: words.say('front-more', { name }),
  url,
});

/** What a story of a block shows. */
function partsOf(layout: BlockLayout, isFirst: boolean): StoryParts {
  switch (layout) {
    case 'columns':
      return isFirst ? { picture: 'block-lead', standfirst: true } : {};
    case 'wide':
      return isFirst
        ? { picture: 'wide-lead', standfirst: true }
        : { picture: 'front-small', standfirst: true };
    case 'band':
      return { picture: 'band' };
    case 'list':
      return { picture: 'front-small', standfirst: true };
    case 'opinion':
      return { author: true };
  }
}
