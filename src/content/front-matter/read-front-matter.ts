import matter from 'gray-matter';
import { createLineIndex, type Position } from '../../problems/line-index.ts';
import {
  isSourceMap,
  type LocatedData,
  PlaceBook,
  type SourceData,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { readJson } from '../../problems/reading/read-json.ts';
import { readToml } from '../../problems/reading/read-toml.ts';
import { readYaml } from '../../problems/reading/read-yaml.ts';
import { type Fences, findFences } from './find-fences.ts';
import { plainSpaces } from './plain-spaces.ts';

export interface FrontMatter {
  readonly located: LocatedData;
  /** Where the Markdown below the front matter begins, in UTF-16 code units. */
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
  if (fences.kind === 'none') return { located: nothing, bodyStart: 0 };

  const lineIndex = createLineIndex(text);
  let located = nothing;
  // The block gray-matter hands over begins with the line end of the fence.
  const place = (offset: number): Position => lineIndex(fences.blockStart + offset - 1);
  const unread = splitBlock(text, fences, (source) => {
    const plain = fences.language === 'json' ? source : plainSpaces(source, log, place);
    located = READERS[fences.language](plain, log, place);
    return located.data;
  });
  // A fence that gray-matter finds inside the block, as in "--- x", ends the front matter there.
  const bodyStart = unread === 0 ? fences.bodyStart : fences.blockEnd + CLOSING.length - unread;
  if (isMapOrNothing(located.data)) return { located, bodyStart };
  log.error(
    {
      code: 'front-matter-not-a-map',
      message: 'The front matter is not a list of fields.',
      hint: 'Write each field on a line of its own, as in "title: Kerry in Moscow", with a space after the colon.',
    },
    lineIndex(fences.blockStart),
  );
  return { located: nothing, bodyStart };
}

const CLOSING = '---\n';

/**
 * Hands the block between the fences through gray-matter to its reader. Returns how many characters of
 * block and closing fence it left over.
 */
function splitBlock(
  text: string,
  { language, blockStart, blockEnd }: Extract<Fences, { kind: 'found' }>,
  read: (source: string) => SourceData | undefined,
): number {
  const engine = { parse: (source: string): object => (read(source) ?? {}) as object };
  const parsed = matter(`---${language}\n${text.slice(blockStart, blockEnd)}${CLOSING}`, {
    language,
    engines: { ...REFUSED_ENGINES, [language]: engine },
  });
  return parsed.content.length;
}

const READERS = {
  yaml: (text: string, log: ProblemLog, place: (offset: number) => Position): LocatedData =>
    readYaml(text, log, { place, textKeys: TEXT_KEYS }),
  toml: readToml,
  json: readJson,
} as const;

const isMapOrNothing = (data: SourceData | undefined): boolean => data === undefined || isSourceMap(data);

const REFUSED_ENGINES = Object.fromEntries(
  ['yaml', 'toml', 'json', 'javascript', 'js', 'coffee'].map((language) => [language, { parse: refuseCode }]),
);

function refuseCode(): object {
  throw new Error('front matter that is code is never run');
}
