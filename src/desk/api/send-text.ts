import type { Problem } from '../../problems/problem.ts';
import type { ConflictingFile } from '../../writing/content-writing.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { DeskError } from '../desk-error.ts';
import type { DraftPreview } from '../preview/previewer.ts';
import { PreviewError } from '../preview/preview-error.ts';
import type { Access, ApiDeps } from './api-deps.ts';
import { awaitPublish } from './await-publish.ts';

/** A text that a program sends. */
export interface SentText {
  readonly file: string;
  readonly bytes: Buffer;
  /**
   * The digest of the version that it is to replace; `new` where there is to be none, `any` for whatever is there, `own` for what
   * nobody else has changed.
   */
  readonly base: { readonly digest: string } | 'new' | 'any' | 'own';
  /** Whether it is kept though it cannot be published. */
  readonly isKept: boolean;
  readonly why: string;
}

/** Where a text stands now. */
export type TextState = 'live' | 'scheduled' | 'draft' | 'expired' | 'refused' | 'unknown';

export type Sent =
  | {
      readonly kind: 'written';
      readonly isNew: boolean;
      readonly isMerged: boolean;
      readonly digest: string;
      /** Where it is, or will be; null where it has no page. */
      readonly url: string | null;
      readonly state: TextState;
      /** False where readers, or the catalog, do not have it yet. */
      readonly isPublished: boolean;
      readonly problems: readonly Problem[];
      readonly notes: readonly string[];
    }
  /** Somebody else changed it; nothing was written. */
  | { readonly kind: 'conflict'; readonly file: Omit<ConflictingFile, 'base' | 'kept'> }
  /** It cannot be published; nothing was written. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

const PAGE = /^(?:articles|pages|authors)\/.+\.(?:md|markdown)$/i;

/**
 * Writes a text as the desk would: guarded by what it is to replace, judged by the parser that publishes, and waited for.
 * @throws DeskError where it may not be written, or has no name that it may have.
 */
export async function sendText(deps: ApiDeps, { person, may }: Access, sent: SentText): Promise<Sent> {
  const { writing, doors, clock, origins, site } = deps;
  const { file, bytes } = sent;
  const writer = may === 'draft' ? ({ ...person, role: 'contributor' } as const) : person;
  const present = await writing.read(file);
  if (!doors.mayWrite(writer, { file, before: present?.bytes ?? null, after: bytes })) notTheirs();
  const judged = await judge(deps, file, bytes);
  const problems = judged?.problems ?? [];
  if (judged?.kind === 'none' && !sent.isKept) return { kind: 'refused', problems };

  const base = await baseOf(deps, writer, sent);
  if (base === 'stale') {
    const theirs = present === null ? null : present.bytes.toString('utf8');
    const yours = bytes.toString('utf8');
    return {
      kind: 'conflict',
      file: { file, yours, theirs, theirDigest: present?.digest ?? null, merged: '' },
    };
  }
  const isSame = present !== null && Buffer.compare(present.bytes, bytes) === 0;
  const published = isSame ? null : awaitPublish(site.news, file, clock.waitMs);
  const outcome = await writing.write({
    changes: [{ file, bytes, base }],
    by: { name: person.name, email: person.email },
    why: sent.why,
    permits: (change) => doors.mayWrite(writer, change),
  });
  if (outcome.kind !== 'written') published?.cancel();
  if (outcome.kind === 'refused' && outcome.code === 'not-permitted') notTheirs();
  if (outcome.kind === 'refused')
    throw new DeskError(422, outcome.code, outcome.message, { hint: outcome.hint });
  if (outcome.kind === 'conflict') {
    const [conflict] = outcome.files;
    if (conflict === undefined) throw new Error('a conflict about no file');
    return { kind: 'conflict', file: conflict };
  }
  const [written] = outcome.files;
  const isPublished = published === null || (await published.done);
  const path = pathOf(deps, file) ?? (judged?.kind === 'page' ? judged.path : null);
  return {
    kind: 'written',
    isNew: present === null,
    isMerged: written?.isMerged === true,
    digest: written?.digest ?? present?.digest ?? '',
    url: path === null ? null : origins.site + path,
    state: stateOf(judged, clock.now()),
    isPublished,
    problems,
    notes: outcome.notes,
  };
}

function notTheirs(): never {
  const hint = sayDesk('api-not-yours-hint');
  throw new DeskError(403, 'insufficient_scope', sayDesk('api-not-yours'), { hint });
}

/** What the parser that publishes says of it; null for what has no page, or where it cannot be asked now. */
async function judge({ previewer }: ApiDeps, file: string, bytes: Buffer): Promise<DraftPreview | null> {
  if (!PAGE.test(file)) return null;
  try {
    return await previewer.draft({ file, bytes });
  } catch (error) {
    if (error instanceof PreviewError) return null;
    throw error;
  }
}

/** The digest to write over; `stale` where that is not what the sender knows. */
async function baseOf(
  { writing }: ApiDeps,
  { name, email }: Access['person'],
  { file, bytes, base }: SentText,
): Promise<string | null | 'stale'> {
  if (typeof base === 'object') return base.digest;
  const present = await writing.read(file);
  if (base === 'new') return present === null ? null : 'stale';
  if (base === 'any' || present === null) return present?.digest ?? null;
  if (Buffer.compare(present.bytes, bytes) === 0) return present.digest;
  const [last] = await writing.history(file, 1);
  const isOwn = last?.digest === present.digest && last.by === `${name} <${email}>`;
  return isOwn ? present.digest : 'stale';
}

function pathOf({ site }: ApiDeps, file: string): string | null {
  return site.reader().read((catalog) => catalog.storyOf(file)?.path ?? null);
}

function stateOf(judged: DraftPreview | null, now: number): TextState {
  if (judged === null) return 'unknown';
  if (judged.kind === 'none') return 'refused';
  const { story } = judged.facts;
  if (story === null) return 'live';
  if (story.isDraft) return 'draft';
  if (story.expiresMs !== null && story.expiresMs <= now) return 'expired';
  return story.publishedMs > now ? 'scheduled' : 'live';
}
