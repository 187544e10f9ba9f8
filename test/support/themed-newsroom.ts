import type { Article, NamedPage } from '../../src/domain/article.ts';
import { createRandom } from '../content/random.ts';
import { sampleArticle } from './sample-site.ts';

const THEMES = 40;
const ARTICLES = 25;

interface Tongue {
  readonly tag: string | null;
  /** What a syllable begins with, its vowel, and what it ends with. */
  readonly parts: readonly (readonly string[])[];
  /** What inflection puts behind a word. */
  readonly endings: readonly string[];
}

const letters = (text: string): string[] => [...text];
const TONGUES: readonly Tongue[] = [
  {
    tag: null,
    parts: [letters('bcdfghklmnprstvwz'), letters('aeiou'), ['', '', ...letters('lnrst')]],
    endings: ['', '', '', 's', 'ed', 'ing'],
  },
  {
    tag: 'ru',
    parts: [letters('бвгджзклмнпрстфхчш'), letters('аеиоуя'), ['', '', ...letters('лнрст')]],
    endings: ['а', 'ы', 'е', 'у', 'ой', 'ами', 'ах', ''],
  },
  {
    tag: 'hy',
    parts: [letters('բգդզթժլխկհմնպսվտրքֆ'), letters('աեէըիո'), ['', '', ...letters('լնրստ')]],
    endings: ['ը', 'ի', 'ում', 'ներ', 'ից', 'ով', 'ների', ''],
  },
];

export interface ThemedNewsroom {
  readonly articles: readonly Article[];
  readonly themeOf: ReadonlyMap<string, number>;
}

/** Which topics its editors give: none; or `News` to every other story, and their theme's to one in three. */
export type TopicHabit = 'none' | 'some';

/**
 * Makes 1,000 stories of 40 themes in English, Russian and Armenian: invented, inflected words, most of which all
 * stories of a language share, some a theme's own, some a story's. The same each time.
 */
export function makeThemedNewsroom(topics: TopicHabit): ThemedNewsroom {
  const random = createRandom(7);
  const oneOf = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const invent = ({ parts }: Tongue): string =>
    Array.from({ length: 2 + random(2) }, () => parts.map(oneOf).join('')).join('');
  const words = (tongue: Tongue, count: number) => Array.from({ length: count }, () => invent(tongue));
  const shared = new Map(TONGUES.map((tongue) => [tongue, words(tongue, 400)]));
  const themeOf = new Map<string, number>();

  const articles = Array.from({ length: THEMES }, (_, theme) => {
    const tongue = TONGUES[theme < 24 ? 0 : theme < 32 ? 1 : 2] as Tongue;
    const own = words(tongue, 40);
    const common = shared.get(tongue) ?? [];
    return Array.from({ length: ARTICLES }, (_, nth) => {
      const names = words(tongue, 12);
      const write = (count: number, share: number): string =>
        Array.from({ length: count }, () => {
          const chance = random(100);
          const word =
            chance < share ? oneOf(own) : chance < share + 8 ? oneOf(names) : commonOf(common, random);
          return word + oneOf(tongue.endings);
        }).join(' ');
      const day = `${2010 + random(7)}-0${1 + random(6)}-${10 + random(18)}`;
      const article = sampleArticle({
        title: `${write(7, 30)} ${theme}x${nth}`,
        published: `${day}T0${random(10)}:${10 + random(50)}`,
        description: write(14, 18),
        bodyHtml: `<p>${write(250, 10)}</p>`,
        language: tongue.tag,
        section: theme % 2 === 0 ? 'world' : 'economy',
        topics: topics === 'none' ? [] : topicsOf(theme, nth),
      });
      themeOf.set(article.id, theme);
      return article;
    });
  }).flat();
  return {
    articles: articles.sort((one, other) => one.published.epochMs - other.published.epochMs),
    themeOf,
  };
}

/** The first of a list far more often than the last, as in any language. */
const commonOf = (common: readonly string[], random: (below: number) => number): string =>
  common[Math.min(random(common.length), random(common.length), random(common.length))] ?? '';

function topicsOf(theme: number, nth: number): NamedPage[] {
  const topic = (name: string): NamedPage => ({ name, slug: name.toLowerCase() });
  return [...(nth % 2 === 0 ? [topic('News')] : []), ...(nth % 3 === 0 ? [topic(`Theme${theme}`)] : [])];
}
