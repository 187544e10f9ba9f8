import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { moveFile, removeFile, saveByRename, sleep } from '../../../bench/lib/save.ts';

/** People who save, rename and delete without a rest. */
export interface PublishStorm {
  /** Addresses of all stories that there were so far. */
  readonly paths: () => readonly string[];
  /** Ends it. Resolves to how often something was done to a file. */
  readonly end: () => Promise<number>;
}

/** Something is done to a file after so long, in ms. */
const REST_MS = 15;
/** So many stories are there at once. */
const STORIES = 60;

/** Begins it in a content folder. */
export function startStorm(contentDir: string): PublishStorm {
  const slugs: string[] = [];
  const live: string[] = [];
  const fileOf = (slug: string): string => join(contentDir, 'articles', `${slug}.md`);
  let done = 0;
  let isEnding = false;
  const textOf = (slug: string): string =>
    `---\ntitle: Of ${slug}, ${done}\ndate: 2016-07-14\n---\nText ${done}.\n`;
  const add = (): string => {
    const slug = `storm-${slugs.length}`;
    slugs.push(slug);
    return slug;
  };
  const turn = (): void => {
    done += 1;
    const at = (done * 7) % Math.max(1, live.length);
    const slug = live[at] ?? '';
    const kind = live.length < STORIES ? 0 : done % 4;
    if (kind === 0) {
      const created = add();
      live.push(created);
      saveByRename(fileOf(created), textOf(created));
    } else if (kind === 1) saveByRename(fileOf(slug), textOf(slug));
    else if (kind === 2) {
      const renamed = add();
      live[at] = renamed;
      if (existsSync(fileOf(slug))) moveFile(fileOf(slug), fileOf(renamed));
    } else {
      live.splice(at, 1);
      removeFile(fileOf(slug));
    }
  };
  const storm = (async () => {
    while (!isEnding) {
      turn();
      await sleep(REST_MS);
    }
  })();
  return {
    paths: () => slugs.map((slug) => `/2016/07/14/${slug}`),
    async end() {
      isEnding = true;
      await storm;
      return done;
    },
  };
}
