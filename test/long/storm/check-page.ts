import type { Reply } from '../../../bench/lib/connection.ts';
import type { Story } from './story.ts';
import type { Subject } from './subject.ts';
import { type Found, findTokens } from './token.ts';

/** What is wrong with a reply. */
export interface Fault {
  readonly kind: string;
  readonly detail: string;
  /** The subject that it is about, where it is about one. */
  readonly id?: string;
}

/** What a page must show, as far as it is about one subject. */
export interface PageOf {
  /** The subject whose own page it is; null for lists. */
  readonly own: Subject | null;
  /** The lowest version of it that the page may show. */
  readonly floor: number;
}

/**
 * Judges a page by itself: whether it is whole, mixes no two versions of a text, and shows only versions
 * that were written and can be read; its own article with all parts, and none older than shown before.
 */
export function findFaults(
  reply: Reply,
  { own, floor }: PageOf,
  subjects: ReadonlyMap<string, Subject>,
): Fault[] {
  if (reply.status >= 500) return [{ kind: `status ${reply.status}`, detail: 'a server error' }];
  if (reply.status !== 200) return [];
  const text = reply.body.toString();
  const end = String(reply.headers['content-type']).includes('xml') ? '</rss>' : '</html>';
  if (!text.trimEnd().endsWith(end)) {
    return [{ kind: 'page is cut', detail: `it ends with "${text.slice(-80)}"` }];
  }
  const found = findTokens(text);
  const faults = [...found].flatMap(([id, versions]) => judgeVersions(id, versions, subjects.get(id)));
  return own === null ? faults : [...faults, ...judgeOwn(own, floor, found)];
}

function judgeVersions(
  id: string,
  versions: ReadonlyMap<number, string>,
  subject: Subject | undefined,
): Fault[] {
  const told = [...versions].map(([version, parts]) => `${version} (${parts})`).join(', ');
  if (versions.size > 1) {
    return [{ kind: 'torn page', detail: `versions ${told} of ${id} stand on one page`, id }];
  }
  const [version = -1] = versions.keys();
  const written = subject?.versions[version];
  if (written === undefined) return [{ kind: 'unknown version', detail: `version ${told} of ${id}`, id }];
  return written.isGood ? [] : [{ kind: 'broken version served', detail: `version ${told} of ${id}`, id }];
}

function judgeOwn(own: Subject, floor: number, found: Found): Fault[] {
  const [shown] = found.get(own.id) ?? [];
  if (shown === undefined) return [{ kind: 'another page', detail: `nothing of ${own.id} is on it` }];
  const [version, parts] = shown;
  const wanted = own.versions[version]?.parts ?? '';
  if (parts !== wanted && !(own as Partial<Story>).mayBeCut) {
    return [{ kind: 'torn page', detail: `of version ${version} it has (${parts}) in place of (${wanted})` }];
  }
  if (version >= floor) return [];
  return [{ kind: 'went back', detail: `version ${version} after version ${floor} had been shown` }];
}

/** The version of a subject that a page shows; −1 for none. */
export function shownVersion(reply: Reply, { id }: Subject): number {
  if (reply.status !== 200) return -1;
  const [version = -1] = findTokens(reply.body.toString()).get(id)?.keys() ?? [];
  return version;
}
