import { readEnvironment } from '../../config/environment.ts';
import { type OpenedPreviewLinks, openPreviewLinks } from '../../desk/preview/open-preview-links.ts';
import { sayMoment } from '../../desk/preview/preview-banner.ts';
import type { PreviewLink } from '../../desk/preview/preview-link-store.ts';
import { MOST_DAYS, USUAL_DAYS } from '../../desk/preview/preview-links.ts';
import { PREVIEW_PATH } from '../../desk/preview/preview-pages.ts';
import { readPreviewTime } from '../../desk/preview/read-preview-time.ts';
import { readSiteFile } from '../../ingest/read/read-folder-lists.ts';
import { contentFolder } from '../../ingest/read/text-folder.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import {
  atMost,
  type CommandDeps,
  type CommandLine,
  type Output,
  runCommand,
  UsageError,
} from '../command-line.ts';
import { previewFile } from '../preview/preview-file.ts';
import { textTable } from '../report/text-table.ts';

const USAGE = `Usage: dateline preview FILE [options]   print a link that shows a story which is not published
       dateline preview --at TIME [FILE]   one that shows the whole site as it will be then, with FILE or without
       dateline preview --list             the links that work
       dateline preview --revoke WHICH     end one, by its address or number; all of a file; or "all"

  --at      a time in the time zone of the site, such as "2026-12-04 09:00"; now for the site as it is
  --days    how long the link works, ${USUAL_DAYS} by default, ${MOST_DAYS} at most
  --help    print this

Example: dateline preview content/articles/ferry.md

Exit code: 0, 1 for a failure, 2 for a wrong call.
`;

const OPTIONS = {
  at: { type: 'string', example: '--at="2026-12-04 09:00"' },
  days: { type: 'string', example: '--days=7' },
  list: { type: 'boolean' },
  revoke: { type: 'string', example: '--revoke=articles/ferry.md' },
} as const;
type Option = keyof typeof OPTIONS;

/** Who makes links here, as the list of them says. */
const MAKER = 'command line';

/**
 * Makes, lists and ends links to previews, whether the desk runs or not; who may call it on this machine may do so. Returns the exit
 * code. @throws EnvironmentError for a wrong environment.
 */
export async function preview(
  args: readonly string[],
  output: Output,
  errors: Output,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'preview', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async (line) => {
      const wish = readWish(line);
      const { contentDir, dataDir, desk } = readEnvironment(env);
      if (desk === null) {
        errors.write(
          'There is no desk, on whose address previews are shown: DESK_PORT is off. Set it to a port, and DESK_URL where others are to open the link.\n',
        );
        return 1;
      }
      const timeZone = readSiteFile(contentFolder(contentDir)).site?.timeZone ?? 'UTC';
      const call: PreviewCall = { output, errors, contentDir, timeZone, origin: desk.origin, now };
      try {
        using links = openPreviewLinks(dataDir, now);
        if (wish.kind === 'list') return list(links, call);
        return wish.kind === 'revoke' ? revoke(links, wish.which, call) : make(links, wish, call);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        tell(
          errors,
          `The links of DATA_DIR ${dataDir} cannot be read or written (${reason}). Run this as the server’s user, and make room on the disk.`,
        );
        return 1;
      }
    },
  );
}

interface PreviewCall {
  readonly output: Output;
  readonly errors: Output;
  readonly contentDir: string;
  readonly timeZone: string;
  /** The desk's. */
  readonly origin: string;
  readonly now: () => number;
}

type Wish =
  | { readonly kind: 'list' }
  | { readonly kind: 'revoke'; readonly which: string }
  | {
      readonly kind: 'make';
      readonly file: string | null;
      readonly at: string | null;
      readonly days: number;
    };

/** @throws UsageError for what cannot be meant. */
function readWish({ given, words }: CommandLine<Option>): Wish {
  const which = given.get('revoke');
  if (given.has('list') || which !== undefined) {
    atMost(0, words, 'is one word too many.');
    return which === undefined ? { kind: 'list' } : { kind: 'revoke', which };
  }
  const [file = null] = atMost(1, words, 'is one file too many: a link shows one.');
  const at = given.get('at') ?? null;
  if (file === null && at === null)
    throw new UsageError('Which file? Name one, or say with --at as of when the whole site is to be shown.');
  const written = given.get('days') ?? String(USUAL_DAYS);
  const days = Number(written);
  if (!/^\d{1,3}$/.test(written) || days < 1 || days > MOST_DAYS)
    throw new UsageError(`--days ${quoteText(written)} is not from 1 to ${MOST_DAYS}.`);
  return { kind: 'make', file, at, days };
}

function make(
  links: OpenedPreviewLinks,
  { file, at, days }: Extract<Wish, { kind: 'make' }>,
  { output, errors, contentDir, timeZone, origin, now }: PreviewCall,
): number {
  const found = file === null ? null : previewFile(file, contentDir, process.cwd());
  if (file !== null && found === null) {
    tell(
      errors,
      `${quoteText(file)} is no file of a story, page or list in ${contentDir}. Give its path, such as articles/ferry.md.`,
    );
    return 1;
  }
  const isNow = at === null || at === 'now';
  const moment = isNow ? null : readPreviewTime(at, timeZone, now());
  if (!isNow && moment === null) {
    tell(
      errors,
      `--at ${quoteText(at)} is no time that is still to come. Write it as "2026-12-04 09:00"; it is in ${timeZone}.`,
    );
    return 1;
  }
  const link = links.make({ file: found, at: moment, by: MAKER, days });
  output.write(`${urlOf(links, link, origin)}\n`);
  errors.write(`It works until ${sayMoment(link.until, timeZone)}.\n`);
  return 0;
}

function list(links: OpenedPreviewLinks, { output, timeZone, origin }: PreviewCall): number {
  const found = links.list();
  if (found.length === 0) {
    output.write('No preview link works now.\n');
    return 0;
  }
  const rows = found.map((link) => [
    link.file ?? 'whole site',
    link.at === null ? 'now' : sayMoment(link.at, timeZone),
    sayMoment(link.until, timeZone),
    link.by,
    urlOf(links, link, origin),
  ]);
  output.write(textTable(['SHOWS', 'AS OF', 'UNTIL', 'BY', 'ADDRESS'], rows));
  return 0;
}

function revoke(
  links: OpenedPreviewLinks,
  which: string,
  { output, errors, contentDir, now }: PreviewCall,
): number {
  const [, id = which] = new RegExp(`${PREVIEW_PATH}/([\\w-]{22})\\.`).exec(which) ?? [];
  const ended =
    which === 'all'
      ? links.revoke('all', now())
      : links.revoke({ id }, now()) ||
        links.revoke({ file: previewFile(which, contentDir, process.cwd()) ?? which }, now());
  if (ended === 0 && which !== 'all') {
    tell(errors, `No link that works is ${quoteText(which)}. "dateline preview --list" tells them.`);
    return 1;
  }
  output.write(ended === 1 ? '1 link ended.\n' : `${ended} links ended.\n`);
  return 0;
}

/** Names of files may hold anything. */
const tell = (errors: Output, text: string): void => void errors.write(`${showHidden(text)}\n`);

const urlOf = (links: OpenedPreviewLinks, link: PreviewLink, origin: string): string =>
  `${origin}${PREVIEW_PATH}/${links.tokenOf(link)}/`;
