import type { Banner } from '../../domain/front.ts';
import { toSitePath } from '../../domain/site-path.ts';
import { isSourceMap, type LocatedData, type SourceData } from '../../problems/reading/located-data.ts';
import { readFields } from '../../problems/reading/read-fields.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { articleUnknown } from '../top-stories/named-article.ts';
import { createBannerSchema } from './front-schema.ts';
import type { FrontReading } from './front-reading.ts';
import { untilOf } from '../top-stories/until.ts';

/** Reads the banner: a text, or a map with `text`, `link` and `until`; null where there is none or no text. */
export function readBanner(located: LocatedData, { log, timeZone, find }: FrontReading): Banner | null {
  const { data } = located;
  if (data === undefined) return null;
  if (Array.isArray(data)) {
    log.error(
      {
        code: 'value-form',
        message: 'banner: is a list; it is not shown.',
        hint: 'Write one text, or "text: …" and "link: …" below it.',
      },
      located.at([]).value,
    );
    return null;
  }
  const as: SourceData = isSourceMap(data) ? data : { text: data as string };
  const schema = createBannerSchema(timeZone);
  const fields = readFields(schema, { ...located, data: as }, log, (key) => key === 'text');
  reportUnknownKeys(located, as, Object.keys(schema.shape), log);
  const { text, link } = fields;
  if (text === undefined) return null;
  const untilMs = untilOf(fields.until, located, log);
  if (link === undefined) return { text, url: null, article: null, untilMs };
  if (link.kind === 'web') return { text, url: link.url, article: null, untilMs };
  const named = find(link.kind === 'file' ? link.article : (toSitePath(link.url) ?? link.url));
  // A path that is no article’s is that of another page.
  if (link.kind === 'path' && !named.isKnown) return { text, url: link.url, article: null, untilMs };
  if (!named.isKnown)
    log.warn(articleUnknown('link', named, 'the banner does not lead to it'), located.at(['link']).value);
  return { text, url: null, article: named.article, untilMs };
}
