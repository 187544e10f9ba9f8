import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

const BY_NAME = 'Rename it, or save it, so that its name ends in .md.';
const BY_HAND =
  'Save it as Markdown, under a name that ends in .md, without what only its own program knows.';
const BY_PROGRAM =
  'Save its text as Markdown, under a name that ends in .md: a template is part of its own program.';
const BY_EXPORT =
  'Save it as Markdown, under a name that ends in .md; "pandoc FILE -t gfm" makes that of most kinds of text.';

/** What stories come in besides Markdown, with what makes them Markdown. */
const CURES: ReadonlyMap<string, string> = new Map(
  [
    ['txt text', BY_NAME],
    ['rmd qmd mdoc', BY_HAND],
    ['astro njk liquid hbs mustache pug ejs erb tsx jsx vue svelte marko', BY_PROGRAM],
    [
      'doc docx odt rtf pages wpd html htm xhtml rst rest json xml meta adoc asciidoc org textile tex ipynb wiki mediawiki',
      BY_EXPORT,
    ],
  ].flatMap(([extensions = '', cure = '']) =>
    extensions.split(' ').map((extension): [string, string] => [extension, cure]),
  ),
);

/** The extension, in small letters, of a file that holds text of a kind that is not read; null for any other. */
export function otherKindOf(name: string): string | null {
  // Word's own, as long as it has the file open.
  if (/(?:^|\/)~\$/.test(name)) return null;
  const extension = /[^.]\.([a-z]{3,8})$/i.exec(name)?.[1]?.toLowerCase();
  return extension !== undefined && CURES.has(extension) ? extension : null;
}

/** Hugo’s and Zola’s page of a section, in any language. */
const SECTION_PAGE = /(?:^|\/)_index(?:\.[\w-]{2,12})?\.[a-z]+$/i;

/** Whether a file is the page of a section in Hugo and Zola, which is no article. */
export const isSectionPage = (file: string): boolean => SECTION_PAGE.test(file) && MARKDOWN_NAME.test(file);

/** Texts that are not read, to be told once for each kind. */
export interface OtherKinds {
  /** Notes a file by its path below the content folder, if it is one. */
  note(file: string): void;
  /** One warning for each kind, at the first of its files by name. */
  list(): Problem[];
}

/** Makes an empty collection. */
export function otherKinds(): OtherKinds {
  const found = new Map<string, { names: string[]; count: number }>();
  return {
    note(file) {
      const kind = isSectionPage(file) ? SECTION : otherKindOf(file);
      if (kind === null) return;
      const known = found.get(kind);
      if (known === undefined) found.set(kind, { names: [file], count: 1 });
      else {
        known.count += 1;
        known.names = [...known.names, file].sort().slice(0, EXAMPLES);
      }
    },
    list: () => [...found].flatMap(([kind, { names, count }]) => tell(kind, names, count)),
  };
}

/** Stands for the pages of sections among the extensions. */
const SECTION = '_index';
/** So many files of a kind are named. */
const EXAMPLES = 3;

function tell(kind: string, [file = '', ...further]: readonly string[], count: number): Problem[] {
  const log = createProblemLog(file);
  const [top = ''] = file.split('/');
  const such = further.length === 0 ? '' : ` (${further.join(', ')}${count > EXAMPLES ? ', …' : ''})`;
  if (kind === SECTION) {
    const same = count === 1 ? '' : ` So were ${count - 1} more in ${top}${such}.`;
    log.warn({
      code: 'section-page',
      about: SECTION,
      message: `The file is the page of a section in Hugo and Zola, and no article; it was skipped.${same}`,
      hint: 'Leave it, or rename it if it is to be an article; site.yaml lists the sections.',
    });
    return log.list();
  }
  const same =
    count === 1 ? '' : ` The same is true of ${count - 1} more in ${top} whose names end in .${kind}${such}.`;
  log.warn({
    code: 'kind-not-read',
    about: `.${kind}`,
    message: `The file is not read: texts are Markdown, and its name ends in .${kind}.${same}`,
    hint: CURES.get(kind) ?? BY_NAME,
  });
  return log.list();
}
