import matter from 'gray-matter';
import { createLineIndex, type Position } from '../../problems/line-index.ts';
import { isSourceMap, type LocatedData, PlaceBook, type SourceData } from '../../problems/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { readJson } from '../../problems/read-json.ts';
import { readToml } from '../../problems/read-toml.ts';
import { readYaml } from '../../problems/read-yaml.ts';
import { findFences, type FrontMatterLanguage } from './find-fences.ts';

export interface FrontMatter {
  readonly located: LocatedData;
  /** Whether the file has front matter at all. */
  readonly isPresent: boolean;
  /** Markdown below the front matter, and where it begins. */
  readonly body: string;
  readonly bodyStart: number;
}

/** Keys whose values are prose, in which no symbol is ever YAML syntax. */
const TEXT_KEYS: ReadonlySet<string> = new Set(
  'title headline description summary excerpt standfirst subtitle location caption alt credit text name'.split(
    ' ',
  ),
);

/**
 * Splits a text with LF line ends into front matter and body. Null means that the file is refused,
 * with errors in the log. gray-matter splits; the engines are ours and none runs code.
 */
export function readFrontMatter(text: string, log: ProblemLog): FrontMatter | null {
  const fences = findFences(text, log);
  if (fences.kind === 'refused') return null;
  const nothing = new PlaceBook().toLocated(undefined);
  if (fences.kind === 'none') return { located: nothing, isPresent: false, body: text, bodyStart: 0 };

  const lineIndex = createLineIndex(text);
  const block = text.slice(fences.blockStart, fences.blockEnd);
  let located = nothing;
  const engine = (language: FrontMatterLanguage) => ({
    parse: (source: string): object => {
      // The block gray-matter hands over begins with the line end of the fence.
      const place = (offset: number): Position => lineIndex(fences.blockStart + offset - 1);
      located = READERS[language](source, log, place);
      return (located.data ?? {}) as object;
    },
  });
  const refused = { parse: refuseCode };
  const canonical = `---${fences.language}\n${block}${block.endsWith('\n') || block === '' ? '' : '\n'}---\n`;
  const parsed = matter(canonical + text.slice(fences.bodyStart), {
    language: fences.language,
    engines: {
      yaml: engine('yaml'),
      toml: engine('toml'),
      json: engine('json'),
      javascript: refused,
      js: refused,
      coffee: refused,
    },
  });
  if (!isMapOrNothing(located.data)) {
    log.error(
      {
        code: 'front-matter-not-a-map',
        message: 'The front matter is not a list of fields.',
        hint: 'Write each field on a line of its own, as in "title: Kerry in Moscow", with a space after the colon.',
      },
      lineIndex(fences.blockStart),
    );
    return { located: nothing, isPresent: true, body: parsed.content, bodyStart: fences.bodyStart };
  }
  return { located, isPresent: true, body: parsed.content, bodyStart: fences.bodyStart };
}

const READERS = {
  yaml: (text: string, log: ProblemLog, place: (offset: number) => Position): LocatedData =>
    readYaml(text, log, { place, textKeys: TEXT_KEYS }),
  toml: readToml,
  json: readJson,
} as const;

const isMapOrNothing = (data: SourceData | undefined): boolean => data === undefined || isSourceMap(data);

function refuseCode(): object {
  throw new Error('front matter that is code is never run');
}
