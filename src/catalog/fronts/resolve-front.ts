import type { SiteSection } from '../../config/site.ts';
import {
  type BlockLayout,
  type BlockSource,
  type FrontBlock,
  type FrontFile,
  type FrontPick,
  HOME_FRONT,
  NO_FRONT_FILE,
  SECTION_LIST,
} from '../../domain/front.ts';
import {
  type Choice,
  chooseForBlock,
  chooseHanging,
  chooseLead,
  chooseSeconds,
  hasPicture,
  newChoice,
  newestFree,
} from './choose-stories.ts';
import type { FrontScope } from './front-notes.ts';
import type { FrontStories, Story } from './front-stories.ts';
import type { ResolvedBlock, ResolvedFront } from './resolved-front.ts';

/** What decides what a front shows, besides the stories. */
export interface FrontRequest {
  /** `` for the home front, else the slug of a section. */
  readonly name: string;
  /** Null where there is no file. */
  readonly file: FrontFile | null;
  readonly sections: readonly SiteSection[];
  /** How a topic, series or author is written; null for one of whom nothing is known. */
  readonly nameOf: (source: BlockSource) => string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const MOST_SECONDS = 4;
const LATEST = 4;
const FEWEST_OPINIONS = 2;
/** How many stories a block shows, by its layout. */
const SHOWN: Readonly<Record<BlockLayout, number>> = { columns: 4, wide: 4, band: 4, list: 5, opinion: 4 };
/** In which layouts blocks follow each other that have none of their own, over and over. */
const RHYTHM: readonly BlockLayout[] = ['columns', 'columns', 'columns', 'wide', 'band'];
/** A band has so many pictures at least. */
const BAND_PICTURES = 3;

/**
 * Says what a front shows. What editors picked has its place first, in the order of lead, seconds and blocks; then the front
 * chooses what they left to it, in the same order. A pick that readers may not see leaves its place to the next.
 */
export function resolveFront(stories: FrontStories, request: FrontRequest): ResolvedFront {
  const { name, now } = request;
  const { lead: leads, seconds, latest, blocks } = request.file ?? NO_FRONT_FILE;
  const scope: FrontScope = name === HOME_FRONT ? { kind: 'all', slug: '' } : { kind: 'section', slug: name };
  const choice = newChoice(stories);
  const place = (picks: readonly FrontPick[], most = Number.POSITIVE_INFINITY): Story[] => {
    const placed: Story[] = [];
    for (const pick of picks.filter((one) => isLive(one, now))) {
      if (placed.length === most) break;
      const story = stories.named(pick.article);
      if (story !== null && choice.isFree(story)) placed.push(choice.take(story));
    }
    return placed;
  };

  const ownLead = leads.find((pick) => place([pick], 1).length > 0) ?? null;
  const pickedLead = ownLead === null ? null : stories.named(ownLead.article);
  const hangingPicks = ownLead?.hanging ?? null;
  const pickedHanging = place(hangingPicks ?? []);
  const pickedSeconds = place(seconds ?? [], MOST_SECONDS);
  const live = blocks?.filter((block) => isLive(block, now)) ?? null;
  const picked = new Map((live ?? []).map((block) => [block, place(block.picks, block.show ?? undefined)]));

  const lead =
    pickedLead ?? choice.take(chooseLead(choice, scope, name === HOME_FRONT ? stories.pinned() : []));
  const hangs = name === HOME_FRONT && lead !== null && hangingPicks === null;
  const hanging = hangs ? takeAll(choice, chooseHanging(choice, lead)) : pickedHanging;
  const secondsShown =
    seconds === null
      ? takeAll(choice, chooseSeconds(choice, scope))
      : fill(choice, pickedSeconds, scope, Math.min(seconds.length, MOST_SECONDS));
  const newest = name === HOME_FRONT ? takeAll(choice, newestFree(choice, scope, latest ?? LATEST)) : [];
  const shown = resolveBlocks(choice, request, live, picked);
  return {
    lead: lead?.teaser ?? null,
    hanging: hanging.map(teaserOf),
    seconds: secondsShown.map(teaserOf),
    latest: (name === HOME_FRONT ? newest : restOf(choice, scope)).map(teaserOf),
    blocks: shown,
    pictures: stories.notes().pictures,
  };
}

const teaserOf = ({ teaser }: Story) => teaser;
const isLive = ({ untilMs }: { readonly untilMs: number | null }, now: number): boolean =>
  untilMs === null || untilMs > now;

function takeAll(choice: Choice, found: readonly Story[]): readonly Story[] {
  for (const story of found) choice.take(story);
  return found;
}

/** Stories that were picked, and the newest in the places that are left. */
const fill = (
  choice: Choice,
  picked: readonly Story[],
  scope: FrontScope,
  count: number,
): readonly Story[] => [
  ...picked,
  ...takeAll(choice, newestFree(choice, scope, Math.max(0, count - picked.length))),
];

/** The newest of a section that stand nowhere above. */
function restOf(choice: Choice, scope: FrontScope): readonly Story[] {
  const newest: Story[] = [];
  for (const story of choice.stories.newest(scope)) {
    newest.push(story);
    if (newest.length === SECTION_LIST) break;
  }
  return newest.filter((story) => choice.isFree(story));
}

function resolveBlocks(
  choice: Choice,
  request: FrontRequest,
  live: readonly FrontBlock[] | null,
  picked: ReadonlyMap<FrontBlock, readonly Story[]>,
): ResolvedBlock[] {
  const rhythm = newRhythm();
  if (live !== null) {
    return live.flatMap((block) => resolveBlock(choice, request, block, picked.get(block) ?? [], rhythm));
  }
  if (request.name !== HOME_FRONT) return [];
  const opinion = { kind: 'type', slug: 'opinion' } as const;
  const hasOpinions = newestFree(choice, opinion, FEWEST_OPINIONS).length === FEWEST_OPINIONS;
  const sources: BlockSource[] = [
    ...(hasOpinions ? [opinion] : []),
    ...request.sections.map(({ slug }) => ({ kind: 'section' as const, slug })),
  ];
  const plain = { picks: [], title: null, show: null, layout: null, untilMs: null };
  return sources.flatMap((source) => resolveBlock(choice, request, { ...plain, source }, [], rhythm));
}

/** A block that has stories; none for one without. */
function resolveBlock(
  choice: Choice,
  { nameOf }: FrontRequest,
  block: FrontBlock,
  picked: readonly Story[],
  rhythm: Rhythm,
): ResolvedBlock[] {
  const { source, title } = block;
  const isOpinion = source.kind === 'type' && source.slug === 'opinion';
  const expected = block.layout ?? (isOpinion ? 'opinion' : rhythm.next());
  const count = block.show ?? Math.max(SHOWN[expected], picked.length);
  const isLed = picked.length === 0 && expected !== 'list' && expected !== 'opinion';
  const scope = scopeOf(source);
  const left = Math.max(0, count - picked.length);
  const more = scope === null ? [] : takeAll(choice, chooseForBlock(choice, scope, left, isLed));
  const stories = [...picked, ...more];
  if (stories.length === 0) return [];
  const isBare = stories.filter((story) => hasPicture(choice, story)).length < BAND_PICTURES;
  const layout = block.layout === null && expected === 'band' && isBare ? 'wide' : expected;
  if (block.layout === null && !isOpinion) rhythm.step();
  return [{ source, title: title ?? nameOf(source), layout, teasers: stories.map(teaserOf) }];
}

/** In which layout the next block stands that has none of its own. */
interface Rhythm {
  next(): BlockLayout;
  step(): void;
}

function newRhythm(): Rhythm {
  let beat = 0;
  return {
    next: () => RHYTHM[beat % RHYTHM.length] ?? 'columns',
    step() {
      beat += 1;
    },
  };
}

function scopeOf(source: BlockSource): FrontScope | null {
  if (source.kind === 'picked') return null;
  return source.kind === 'newest' ? { kind: 'all', slug: '' } : source;
}
