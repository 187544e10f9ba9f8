import { createHash } from 'node:crypto';
import { cdata, element, textElement, xmlDocument } from '../../feeds/xml.ts';
import { escapeXml } from '../../html/escape.ts';
import type { Problem } from '../../problems/problem.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { writeUrl } from '../desk-urls.ts';

/** A file with problems, and since when it has them, in milliseconds since 1970. */
export interface FeedTrouble {
  readonly file: string;
  readonly problems: readonly Problem[];
  readonly isServed: boolean;
  readonly since: number;
}

export interface ProblemsFeed {
  /** The desk's origin. */
  readonly origin: string;
  readonly siteName: string;
  /** The newest first. */
  readonly troubles: readonly FeedTrouble[];
  /** Files that are in order again, and since when. */
  readonly mended: readonly { readonly file: string; readonly at: number }[];
  /** When this began to be told, in milliseconds since 1970: nothing in it is older than it is where nothing happened. */
  readonly begunAt: number;
}

/**
 * Writes what is wrong with files as Atom 1.0 (RFC 4287): an entry for each file, whose id stays and whose `updated` is when its problems
 * became these. One that is in order again is a deleted entry (RFC 6721). No address in it has a token.
 */
export function writeProblemsFeed({ origin, siteName, troubles, mended, begunAt }: ProblemsFeed): string {
  const newest = [...troubles.map(({ since }) => since), ...mended.map(({ at }) => at)];
  const self = `${origin}/problems.atom`;
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xmlns:at': 'http://purl.org/atompub/tombstones/1.0' },
      [
        textElement('id', idOf(origin, '')),
        textElement('title', sayDesk('api-feed-title', { site: siteName })),
        textElement(
          'updated',
          isoOf(newest.length === 0 ? begunAt : newest.reduce((a, b) => Math.max(a, b))),
        ),
        element('link', { rel: 'self', type: 'application/atom+xml', href: self }, []),
        element('link', { rel: 'alternate', type: 'text/html', href: `${origin}/problems` }, []),
        element('author', {}, [textElement('name', siteName)]),
        ...troubles.map((trouble) => writeEntry(trouble, origin)),
        ...mended.map(({ file, at }) =>
          element('at:deleted-entry', { ref: idOf(origin, file), when: isoOf(at) }, [
            textElement('at:comment', sayDesk('api-feed-mended', { file })),
          ]),
        ),
      ],
    ),
  );
}

function writeEntry({ file, problems, isServed, since }: FeedTrouble, origin: string): string {
  const [first] = problems;
  const items = problems.map(
    ({ line, column, message, hint }) =>
      `<li><code>${escapeXml(`${file}:${line}:${column}`)}</code> ${escapeXml(message)} ${escapeXml(hint)}</li>`,
  );
  const effect = escapeXml(sayDesk(isServed ? 'api-feed-served' : 'api-feed-hidden'));
  return element('entry', {}, [
    textElement('id', idOf(origin, file)),
    textElement(
      'title',
      first === undefined ? file : `${file}:${first.line}:${first.column} ${first.message}`,
    ),
    textElement('updated', isoOf(since)),
    element('link', { rel: 'alternate', type: 'text/html', href: origin + writeUrl(file, first?.line) }, []),
    ...[...new Set(problems.map(({ severity }) => severity))].map((term) =>
      element('category', { term }, []),
    ),
    `<content type="html">${cdata(`<ul>${items.join('')}</ul><p>${effect}</p>`)}</content>`,
  ]);
}

/** A name that stays, whatever the address of the feed (RFC 4151). */
function idOf(origin: string, file: string): string {
  const name = file === '' ? 'all' : createHash('sha256').update(file).digest('hex').slice(0, 32);
  return `tag:${new URL(origin).hostname},2026:problems/${name}`;
}

const isoOf = (ms: number): string => new Date(ms).toISOString();
