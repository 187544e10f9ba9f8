import type { SiteLanguages } from '../../domain/edition.ts';
import { lookupTags } from '../../domain/labels.ts';
import type { Position } from '../../problems/line-index.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import { readYamlFile } from '../../problems/reading/read-yaml-file.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { checkMessage } from '../../words/check-message.ts';
import { isInterfaceLanguage } from '../../words/languages.ts';
import { englishOf, WORD_KEYS, type WordKey } from '../../words/word-keys.ts';
import { labelsTag } from './labels-file.ts';

export interface LabelsRead {
  /** The file's words, by their keys; none where it is not usable. */
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: Problem[];
  /** Whether readers may be given it: no problem is an error. */
  readonly isUsable: boolean;
}

/** UTF-16 units: the longest sentence of the interface, several times. */
const MAX_TEXT = 1_000;
/** Nobody sees them, and a line end would end a header or a field. */
const CONTROLS = /\p{Cc}/gu;
const KEYS: ReadonlySet<string> = new Set(WORD_KEYS);

/**
 * Reads a file of the newsroom's own words, of a site in these languages. All problems are told; one that is an
 * error makes the whole file unusable, so that readers never see half of a change.
 * @throws MachineBusyError where the machine had no time for it.
 */
export function readLabels(text: string, file: string, site: SiteLanguages): LabelsRead {
  const log = createProblemLog(file);
  const tag = labelsTag(file);
  const languages = [site.language, ...(site.editions ?? []).map(({ language }) => language)];
  const isShown =
    tag === '' || languages.some((language) => tag !== null && lookupTags(language).includes(tag));
  if (!isShown) tellUnshown(file, tag, languages, log);
  const located = readYamlFile(text, log, KEYS);
  const texts: Record<string, string> = {};
  if (located.data !== undefined && !isSourceMap(located.data)) {
    log.error(
      {
        code: 'value-form',
        message: 'The file is not a map of keys and texts.',
        hint: `Write lines such as "top-stories: ${englishOf('top-stories')}".`,
      },
      located.at([]).value,
    );
  }
  if (isSourceMap(located.data)) reportUnknownKeys(located, located.data, WORD_KEYS, log);
  for (const key of WORD_KEYS) {
    if (!located.has([key])) continue;
    const written = isSourceMap(located.data) ? located.data[key] : undefined;
    const said = readText(key, written, log, located.at([key]).value);
    if (said === null) continue;
    for (const fault of checkMessage(key, said, tag || site.language)) {
      const finding = { code: fault.code, message: `${key}: ${fault.message}`, hint: fault.hint };
      log[fault.severity === 'error' ? 'error' : 'warn'](finding, located.at([key]).value);
    }
    texts[key] = said;
  }
  const said = Object.keys(texts).length;
  if (isShown && said < WORD_KEYS.length && !isInterfaceLanguage(tag || site.language))
    log.warn({
      code: 'interface-in-english',
      message: `${WORD_KEYS.length - said} of ${WORD_KEYS.length} texts are left out: readers get them in English.`,
      hint: 'Write them as well; docs/words.md lists them.',
    });
  const isUsable = !log.hasErrors;
  return { texts: isUsable ? texts : {}, problems: log.list(), isUsable };
}

/** A key's text, composed and on one line; null for what is none. */
function readText(
  key: WordKey,
  written: SourceData | undefined,
  log: ProblemLog,
  at: Position,
): string | null {
  if (typeof written === 'object') {
    log.error(
      {
        code: 'value-form',
        message: `${key}: is not text.`,
        hint: `Write one line, such as ${key}: ${quoteText(englishOf(key))}.`,
      },
      at,
    );
    return null;
  }
  const text = (written ?? '')
    .normalize('NFC')
    .replace(/\n+$/, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(CONTROLS, '')
    .toWellFormed();
  if (text.trim() === '') {
    log.error(
      {
        code: 'value-missing',
        message: `${key}: is empty.`,
        hint: `Write its text, or remove the line; then readers see ${quoteText(englishOf(key))}.`,
      },
      at,
    );
    return null;
  }
  if (text.length <= MAX_TEXT) return text;
  log.error(
    {
      code: 'value-too-long',
      message: `${key}: has ${text.length} characters; ${MAX_TEXT} are allowed.`,
      hint: 'Shorten it.',
    },
    at,
  );
  return null;
}

function tellUnshown(
  file: string,
  tag: string | null,
  [own = '', ...others]: readonly string[],
  log: ProblemLog,
): void {
  const names = new Intl.ListFormat('en', { type: 'disjunction' }).format(
    [own, ...others].map((language) => `labels.${language}.yaml`),
  );
  log.warn(
    tag === null
      ? {
          code: 'language-invalid',
          message: `${file} names no language by its tag; its words are shown nowhere.`,
          hint: `Name it labels.yaml, or by a tag in its usual form such as ${names}.`,
        }
      : {
          code: 'labels-unshown',
          message: `The site has no edition in ${quoteText(tag)}; these words are shown nowhere.`,
          hint:
            others.length === 0
              ? `Name the file ${names} if they are in the site’s language, or remove it.`
              : `Add ${tag} to the languages of site.yaml, or name the file ${names}, or remove it.`,
        },
  );
}
