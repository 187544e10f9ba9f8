import type { Catalog } from '../../catalog/read/catalog.ts';
import type { StoryFacts } from '../../desk/preview/previewer.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { readingMinutes } from '../../pages/article-page.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const lengthOf = (text: string): number => [...graphemes.segment(text)].length;

/** What editors are told of a story; `record` is as its own file says it, `words` how many its text has. */
export function storyFacts(record: ArticleRecord, words: number, catalog: Catalog): StoryFacts {
  const { title, description, image, published, expires, isDraft } = record;
  const language = record.language ?? catalog.site().language;
  const facts = image === null ? null : catalog.picture(image.src);
  return {
    headline: title,
    headlineLength: lengthOf(title),
    standfirst: description,
    standfirstLength: lengthOf(description ?? ''),
    words,
    minutes: readingMinutes(words, language),
    language,
    isDraft,
    publishedMs: published.epochMs,
    expiresMs: expires?.epochMs ?? null,
    picture:
      image === null
        ? null
        : {
            src: image.src,
            alt: image.alt,
            credit: image.credit,
            width: facts?.width ?? null,
            height: facts?.height ?? null,
          },
  };
}
