import { z } from 'zod';
import type { TopStoryPin } from '../../domain/sidebar.ts';
import { toSitePath } from '../../domain/site-path.ts';
import type { Position } from '../../problems/line-index.ts';
import { isSourceMap } from '../../problems/reading/located-data.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { narrow, readEntries } from '../../problems/reading/read-entries.ts';
import { readYamlFile } from '../../problems/reading/read-yaml-file.ts';
import { refuse, textField } from '../../problems/reading/text-fields.ts';
import { toWebAddress } from '../../problems/web-address.ts';
import { timeField } from '../articles/article-fields.ts';
import { untilOf } from './until.ts';

/** A pin, and where its `article` is written; where it has none, where the pin begins. */
export interface PlacedPin {
  readonly pin: TopStoryPin;
  readonly articleAt: Position;
}

/** What is written in top-stories.yaml for each entry. Times are in the zone, an IANA name. */
function createTopStorySchema(timeZone: string) {
  return z.object({
    text: textField(500).optional().describe('What readers see; else the article’s headline.'),
    article: textField(500)
      .optional()
      .describe('An article: its file below content/, or its path on the site.'),
    url: linkField().optional().describe('A link elsewhere: a web address or a path of this site.'),
    until: timeField(timeZone)
      .optional()
      .describe('When it is pinned no more, in the site’s time zone; else it stays.'),
  });
}

/**
 * Reads `content/top-stories.yaml`: a list, or a map with `stories`, of texts or of maps with `text`,
 * `article`, `url`, `until`. A broken entry is left out and told; `isUsable` is false where no list
 * could be read at all. An `until` that has passed is as good as any: whoever wrote it knew that it would.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readTopStories(
  text: string,
  timeZone: string,
  file = 'top-stories.yaml',
): { pins: PlacedPin[]; isUsable: boolean; problems: Problem[] } {
  const log = createProblemLog(file);
  const whole = readYamlFile(text, log, new Set(['text', 'stories']));
  const located = isSourceMap(whole.data) ? narrow(whole, ['stories']) : whole;
  const isUsable = Array.isArray(located.data) || (whole.data === undefined && !log.hasErrors);
  const pins: PlacedPin[] = [];
  if (Array.isArray(located.data)) {
    const schema = createTopStorySchema(timeZone);
    const asMap = (entry: unknown) =>
      (typeof entry === 'string' ? { text: entry } : (entry as object)) as never;
    for (const { fields, located: entry } of readEntries(located.data, located, schema, file, log, asMap)) {
      if (fields.text === undefined && fields.article === undefined) {
        log.error(
          {
            code: 'value-missing',
            message: 'This top story has neither text nor article.',
            hint: 'Add "text: …" or "article: …".',
          },
          entry.at([]).value,
        );
        continue;
      }
      const { text: shown = null, article = null, url = null, until } = fields;
      pins.push({
        pin: { text: shown, article, url, untilMs: untilOf(until, entry, log) },
        articleAt: entry.at(['article']).value,
      });
    }
  } else if (whole.data !== undefined) {
    log.error(
      {
        code: 'value-form',
        message: 'The file is not a list of top stories.',
        hint: 'Write each story on a line that begins with "- ".',
      },
      whole.at([]).value,
    );
  }
  return { pins, isUsable, problems: log.list() };
}

function linkField() {
  return z.string().transform((written, context): string => {
    const url = toWebAddress(written.trim()) ?? toSitePath(written.trim());
    if (url !== null) return url;
    return refuse(context, `${quoteText(written)} is neither a web address nor a path of this site.`, {
      code: 'url-invalid',
      hint: 'Write https://… or a path such as /about.',
    });
  });
}
