import { randomBytes } from 'node:crypto';
import type { PreviewView } from './previewer.ts';

/** Drafts that are shown beside the editor, each at an address of its own that nobody can guess. */
export interface DraftFrames {
  /** Has somebody's draft stand at an address; of theirs, the oldest goes. Returns the token in the address. */
  put(person: string, file: string, bytes: Uint8Array): string;
  /** What stands there; null for nothing. */
  get(token: string): PreviewView | null;
}

/** So many of a person's stay: the one that is shown, those that load, and those of other windows. */
const MOST_OF_PERSON = 6;
/** How long one stays that nobody renews, in ms, and how many of all. */
const LONGEST_MS = 3_600_000;
const MOST = 200;
const TOKEN = /^draft-[0-9a-f]{32}$/;

interface Frame {
  readonly person: string;
  readonly madeAt: number;
  readonly view: PreviewView;
}

/** Begins without any; they are in the memory of this process alone. `now` is in milliseconds. */
export function draftFrames(now: () => number): DraftFrames {
  const frames = new Map<string, Frame>();
  const sweep = (): void => {
    for (const [token, { madeAt }] of frames) if (now() - madeAt > LONGEST_MS) frames.delete(token);
  };
  return {
    put(person, file, bytes) {
      sweep();
      const own = [...frames].filter(([, frame]) => frame.person === person);
      for (const [token] of own.slice(0, Math.max(0, own.length - MOST_OF_PERSON + 1))) frames.delete(token);
      if (frames.size >= MOST) frames.delete(frames.keys().next().value ?? '');
      const token = `draft-${randomBytes(16).toString('hex')}`;
      const view: PreviewView = { draft: { file, bytes }, scope: 'site', at: null, until: null };
      frames.set(token, { person, madeAt: now(), view });
      return token;
    },
    get(token) {
      if (!TOKEN.test(token)) return null;
      sweep();
      return frames.get(token)?.view ?? null;
    },
  };
}
