import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';

const BY_NAME = 'Rename it, or save it, so that its name ends in .md.';
const BY_HAND =
  'Save it as Markdown, under a name that ends in .md, without what only its own program knows.';
const BY_EXPORT =
  'Save it as Markdown, under a name that ends in .md; "pandoc FILE -t gfm" makes that of most kinds of text.';

/** What stories come in besides Markdown, with what makes them Markdown. */
const CURES: ReadonlyMap<string, string> = new Map(
  [
    ['txt text mkd mkdn mdown mdwn mdtxt mdtext markdn', BY_NAME],
    ['mdx rmd qmd mdoc', BY_HAND],
    ['doc docx odt rtf pages wpd html htm xhtml rst adoc asciidoc org textile tex ipynb', BY_EXPORT],
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

/** Texts that are not read, to be told once for each kind. */
export interface OtherKinds {
  /** Notes a file by its path below the content folder, if it is one. */
  note(file: string): void;
  /** One warning for each kind, at the first of its files by name. */
  list(): Problem[];
}

/** Makes an empty collection. */
export function otherKinds(): OtherKinds {
  const found = new Map<string, { first: string; count: number }>();
  return {
    note(file) {
      const kind = otherKindOf(file);
      if (kind === null) return;
      const known = found.get(kind);
      if (known === undefined) found.set(kind, { first: file, count: 1 });
      else {
        known.count += 1;
        if (file < known.first) known.first = file;
      }
    },
    list: () => [...found].flatMap(([kind, { first, count }]) => tell(kind, first, count)),
  };
}

function tell(kind: string, file: string, count: number): Problem[] {
  const log = createProblemLog(file);
  const [top = ''] = file.split('/');
  const others =
    count === 1 ? '' : ` The same is true of ${count - 1} more in ${top} whose names end in .${kind}.`;
  log.warn({
    code: 'kind-not-read',
    message: `The file is not read: texts are Markdown, and its name ends in .${kind}.${others}`,
    hint: CURES.get(kind) ?? BY_NAME,
  });
  return log.list();
}
