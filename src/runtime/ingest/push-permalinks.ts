import { appendLedgerText } from '../../catalog/permalinks/append-ledger-text.ts';
import { type CommitOnTop, readCommitted } from '../../git/commit-on-top.ts';
import { toldAs } from '../../git/git-remote-error.ts';
import type { Mirror } from '../../git/mirror.ts';
import { pushOnTop } from '../../git/push-on-top.ts';
import type { OnlyHere } from '../../ingest/history/compare-history.ts';
import { PERMALINKS_FILE } from '../../ingest/read/folders.ts';

const ATTRIBUTES_FILE = '.gitattributes';
const ATTRIBUTES_LINE = `${PERMALINKS_FILE} merge=union`;
const HAS_ATTRIBUTES = new RegExp(`^\\s*/?${PERMALINKS_FILE.replace('.', '\\.')}\\s`, 'm');

export interface PushPermalinksOptions {
  readonly found: OnlyHere;
  /** Origin of the site. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Adds what the repository lacks to permalinks.txt there, in a commit on top of its branch. Resolves to that; null where
 * somebody has added it meanwhile, `late` where others pushed each time before it could. @throws as pushOnTop, and LedgerTextError.
 */
export async function pushPermalinks(
  mirror: Pick<Mirror, 'args' | 'remote' | 'url' | 'branchName'>,
  { found, origin, now }: PushPermalinksOptions,
): Promise<{ readonly commit: string; readonly rows: number } | 'late' | null> {
  let isNeeded = false;
  const commit = await pushOnTop(mirror, async (tip): Promise<CommitOnTop | null> => {
    const read = async (name: string): Promise<Uint8Array | null> => {
      const bytes = await readCommitted(mirror.args, tip, name);
      if (bytes === 'no-file') throw toldAs('git-push-refused', mirror.url, `${name} is no file there`);
      return bytes;
    };
    const text = appendLedgerText(await read(PERMALINKS_FILE), found.rows, PERMALINKS_FILE);
    isNeeded = text !== null;
    if (text === null) return null;
    const files = new Map([[PERMALINKS_FILE, text]]);
    const attributes = withAttributes(await read(ATTRIBUTES_FILE));
    if (attributes !== null) files.set(ATTRIBUTES_FILE, attributes);
    return { files, author: authorOf(found.siteName, origin), message: messageOf(found), at: now() };
  });
  if (commit !== null) return { commit, rows: found.rows.length };
  return isNeeded ? 'late' : null;
}

/** Has git put two versions of permalinks.txt together by itself; null where something is said of it already. */
function withAttributes(bytes: Uint8Array | null): Uint8Array | null {
  const text = Buffer.from(bytes ?? []).toString('latin1');
  if (HAS_ATTRIBUTES.test(text)) return null;
  const lineEnd = text === '' || text.endsWith('\n') ? '' : '\n';
  return Buffer.from(`${text}${lineEnd}${ATTRIBUTES_LINE}\n`, 'latin1');
}

/** Git takes no name that is empty without signs. */
function authorOf(siteName: string, origin: string): CommitOnTop['author'] {
  const name = siteName.replace(/[<>\p{Cc}]/gu, ' ').trim();
  return {
    name: /[\p{L}\p{N}]/u.test(name) ? name : 'Dateline',
    email: `dateline@${new URL(origin).hostname}`,
  };
}

function messageOf({ paths }: OnlyHere): string {
  const urls = paths.length === 1 ? 'an old URL' : `${paths.length} old URLs`;
  return [
    `Keep ${urls} in ${PERMALINKS_FILE}`,
    '',
    `The site has published ${urls} that the history of this branch`,
    'does not tell, so that a machine which begins anew would answer 404.',
    'The lines are rows of its permalink ledger. Lines are only ever added to this file.',
    '',
  ].join('\n');
}
