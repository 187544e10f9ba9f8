type Granularity = 'word' | 'sentence' | 'grapheme';

const MAX_SEGMENTERS = 50;
const segmenters = new Map<string, Intl.Segmenter>();

/** The segmenter of a language (BCP 47) by Unicode UAX #29 and ICU's dictionaries; making one takes long, so it is kept. */
export function segmenterOf(language: string, granularity: Granularity): Intl.Segmenter {
  const key = `${granularity} ${language}`;
  let segmenter = segmenters.get(key);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity });
    if (segmenters.size >= MAX_SEGMENTERS) segmenters.clear();
    segmenters.set(key, segmenter);
  }
  return segmenter;
}
