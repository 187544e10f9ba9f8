import type { Archive, Outline } from '../archive/archive.ts';
import type { Random } from '../archive/random.ts';
import type { Connection } from '../lib/connection.ts';

/** Where changes are made and looked for. */
export interface Scene {
  readonly contentDir: string;
  readonly archive: Archive;
  readonly connection: Connection;
  readonly random: Random;
  readonly timeoutMs: number;
  /** An article that none of the changes has touched; never one of the newest, which lists and pins show. */
  readonly takeArticle: () => Outline;
}

/** The newest articles, which the front and the section fronts list and top-stories.yaml pins. */
export const NEWEST = 40;

const PAUSE = { shortestMs: 20, spreadMs: 40 } as const;

/** Makes the function that hands out each of the older articles once, at random. */
export function createTaker(archive: Archive, random: Random): () => Outline {
  const older = Math.max(1, archive.count - NEWEST);
  const taken = new Set<number>();
  return () => {
    if (taken.size >= older)
      throw new Error(`All of ${older} articles were changed. Give more with --articles.`);
    let index = random.below(older);
    while (taken.has(index)) index = (index + 1) % older;
    taken.add(index);
    return archive.outlineAt(index);
  };
}

/** Waits a moment of random length, so that no change keeps step with a timer of the server. */
export function pause({ random }: Scene): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE.shortestMs + random.below(PAUSE.spreadMs)));
}
