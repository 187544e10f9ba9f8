import { languageModule } from './languages.ts';

/** What the line that opens a block of code says of it. */
export interface CodeInfo {
  /** The module of highlight.js for its language; null where none is named that is known. */
  readonly language: string | null;
  /** The name of its file, or what else its title says; '' for none. */
  readonly title: string;
}

const NONE: CodeInfo = { language: null, title: '' };
/** Longest line that is looked at, and longest title that is shown, in characters. */
const MAX_INFO = 500;
const MAX_TITLE = 200;

const TITLE =
  /(?:^|[\s{,:])(?:title|file|filename|caption|name)\s?=\s?(?:"([^"]*)"|'([^']*)'|([^\s"'{},]+))/i;
/** VitePress: `js [ferry.js]`. */
const BRACKETED = /\s\[([^\]]{1,200})\]/;
/** `js`, `c++`, `{.python}`, `{r, echo=FALSE}`, `rust,ignore`, `ruby:lib/ferry.rb`, `js{1,3}`. */
const NAME = /^\{?\s*(?:\.|lang(?:uage)?=["']?)?([\p{L}\p{N}_+#-]+)(?::([^\s{}:="']{1,200})(?=\s|$))?/u;

/** Reads the line behind the fence of a block of code, as GitHub, Pandoc, MkDocs, Docusaurus and R Markdown have it. */
export function readCodeInfo(info: string | undefined): CodeInfo {
  const written = info?.trim() ?? '';
  if (written === '' || written.length > MAX_INFO) return NONE;
  const [, double, single, bare] = TITLE.exec(written) ?? [];
  const [, name = '', file = ''] = NAME.exec(written) ?? [];
  const title = (double ?? single ?? bare ?? BRACKETED.exec(written)?.[1] ?? file).trim().slice(0, MAX_TITLE);
  return { language: languageModule(name), title };
}
