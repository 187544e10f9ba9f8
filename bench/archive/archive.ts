import { writeArticle } from './article-text.ts';
import { AUTHORS, SECTIONS, slugOf, TOPICS } from './names.ts';
import type { Prose } from './prose.ts';
import { createProses } from './prose.ts';
import { createRandom, type Random } from './random.ts';
import { type LocalTime, timeOf } from './timeline.ts';
import { createZipfSampler } from './zipf.ts';

export interface ArchiveOptions {
  readonly articles: number;
  readonly seed: number;
  readonly length: ArticleLength;
  /** Whether a folder holds a month's files or a day's. */
  readonly folders: 'month' | 'day';
}

/**
 * How long the articles are. `varied`: from notes of 60 words to features of 3,000, about 450 on
 * average; `even`: all of `words`; `flat`: all of `words`, in plain paragraphs under title and date
 * alone, which every site generator reads.
 */
export type ArticleLength =
  | { readonly kind: 'varied' }
  | { readonly kind: 'even' | 'flat'; readonly words: number };

/** What is known of an article without writing its text. */
export interface Outline {
  readonly index: number;
  /** Below the content folder: `articles/2016/07/some-words-1a.md`. */
  readonly file: string;
  /** On the site, percent-encoded: `/2016/07/15/some-words-1a`. */
  readonly path: string;
  readonly title: string;
  readonly published: LocalTime;
  readonly section: (typeof SECTIONS)[number];
  readonly topics: readonly string[];
  readonly authors: readonly string[];
  readonly prose: Prose;
}

/** An archive that is not stored anywhere: each article is worked out from its index alone. */
export interface Archive {
  readonly count: number;
  /** From 0, the oldest, to `count` − 1, the newest. */
  readonly outlineAt: (index: number) => Outline;
  /** The file's whole text. */
  readonly textOf: (outline: Outline) => string;
}

/** The newsroom's time zone: one whose clocks were put forward and back until 2011. */
export const TIME_ZONE = 'Asia/Yerevan';

/** Describes an archive; the same options always give the same bytes. */
export function createArchive(options: ArchiveOptions): Archive {
  const proses = createProses();
  const topicRank = createZipfSampler(TOPICS.length, 1);
  const isFlat = options.length.kind === 'flat';

  const outlineAt = (index: number): Outline => {
    const random = createRandom(options.seed, index, 1);
    const published = timeOf(index, options.articles, random.unit());
    const prose = (isFlat ? proses[0] : byShare(proses, ({ model }) => model.share, random)) as Prose;
    const title = prose.phrase(random, prose.model.space === '' ? 4 + random.below(5) : 5 + random.below(6));
    const name = `${nameFor(title, prose, random)}-${index.toString(36)}`;
    const folder = (options.folders === 'day' ? published.day : published.day.slice(0, 7)).replaceAll(
      '-',
      '/',
    );
    return {
      index,
      file: `articles/${folder}/${name}.md`,
      path: `${prefixOf(prose)}/${published.day.replaceAll('-', '/')}/${encodeURIComponent(name)}`,
      title,
      published,
      section: byShare(SECTIONS, ({ share }) => share, random),
      topics: distinct(1 + random.below(4), () => TOPICS[topicRank(random)] ?? ''),
      authors: distinct(random.chance(0.15) ? 2 : 1, () => random.pick(AUTHORS)),
      prose,
    };
  };
  const textOf = (outline: Outline): string =>
    writeArticle(outline, options, outlineAt, createRandom(options.seed, outline.index, 2));
  return { count: options.articles, outlineAt, textOf };
}

/** What the site puts before the address of a story in another language than its own. */
const prefixOf = ({ model }: Prose): string => (model.tag === 'en' ? '' : `/${model.tag.toLowerCase()}`);

/** A file name's words: the title's first ones; half of the stories in other scripts have Latin names. */
function nameFor(title: string, { model }: Prose, random: Random): string {
  if (model.tag !== 'en' && (model.space === '' || random.chance(0.5))) return 'story';
  return slugOf(title.split(model.space).slice(0, 5).join(' '));
}

function byShare<T>(list: readonly T[], shareOf: (item: T) => number, random: Random): T {
  let left = random.unit();
  const found = list.find((item) => {
    left -= shareOf(item);
    return left < 0;
  });
  return found ?? (list[0] as T);
}

function distinct(count: number, draw: () => string): string[] {
  return [...new Set(Array.from({ length: count }, draw))];
}
