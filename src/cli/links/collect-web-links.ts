import { findFences } from '../../content/front-matter/find-fences.ts';
import { inspectTokens } from '../../content/markdown/inspect/inspect-tokens.ts';
import { lexMarkdown } from '../../content/markdown/syntax/lex-markdown.ts';
import { readSourceFileSync } from '../../content/source/directory.ts';
import { listFilesSync } from '../../content/source/list-files.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { ARTICLES, AUTHORS, PAGES } from '../../ingest/read/folders.ts';
import { createLineIndex } from '../../problems/line-index.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';

/** A link to another site, `to` being its address in normal form, and the file that has it. */
export interface WebLink extends PlacedLink {
  readonly file: string;
}

/** Every link to another site in the texts of a content folder, in the order of its files. Texts that cannot be read have none. */
export function* collectWebLinks(contentDir: string): Generator<WebLink> {
  for (const folder of [ARTICLES, PAGES, AUTHORS]) {
    for (const { file } of listFilesSync(contentDir, folder, MARKDOWN_NAME).files) {
      const { source } = readSourceFileSync(contentDir, file);
      if (source === null || !/https?:|www\.|\/\//i.test(source.text)) continue;
      yield* webLinksOf(file, source.text);
    }
  }
}

/** The links to other sites in the text of one file. */
export function webLinksOf(file: string, written: string): WebLink[] {
  // What is wrong with the file is told elsewhere.
  const log = createProblemLog(file);
  const whole = normaliseLines(written, log);
  const fences = findFences(whole, log);
  const bodyStart = fences.kind === 'refused' ? 0 : fences.bodyStart;
  const text = whole.slice(bodyStart);
  const placeOf = createLineIndex(whole);
  try {
    const { tokens } = lexMarkdown(text, '');
    return inspectTokens(tokens, { text, file, wantsWeb: true }).links.flatMap(({ offset, ...link }) =>
      /^https?:/i.test(link.to) ? [{ ...link, file, ...placeOf(bodyStart + offset) }] : [],
    );
  } catch (error) {
    // Nested too deeply, which is an error of the file.
    if (error instanceof RangeError) return [];
    throw error;
  }
}
