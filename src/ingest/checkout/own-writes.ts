import type { SettledChange } from '../watch/settle-events.ts';
import { isSameStamp, lookAt } from '../watch/watch-look.ts';
import type { ContentPush, ContentSource } from './content-push.ts';

/** What was put into the content folder by a push, of which the watcher hears as well. */
export interface OwnWrites {
  /** Begins a push; those before are over. */
  begin(push: ContentPush): void;
  /** Whether a file is of the last push, so that it is whole, whatever events come. */
  has(file: string): boolean;
  /**
   * Leaves out of what the watcher tells what is nothing but the last push. Where the files come from a source, that is
   * told of all else, and nothing is left.
   */
  sift(changes: readonly SettledChange[]): readonly SettledChange[];
  /** The last push could not be published: what it wrote is to be met again. */
  forget(): void;
}

/** Begins without any. */
export function ownWrites(contentDir: string, source: Pick<ContentSource, 'strayed'> | undefined): OwnWrites {
  let push: Pick<ContentPush, 'changed'> & { readonly gone: ReadonlySet<string> } = {
    changed: new Map(),
    gone: new Set(),
  };
  const isOwn = ({ path, kind }: SettledChange): boolean => {
    if (kind === 'gone') return push.gone.has(path) && lookAt(contentDir, path) === null;
    const found = lookAt(contentDir, path);
    return found?.kind === 'file' && isSameStamp(found, push.changed.get(path) ?? null);
  };

  return {
    begin({ changed, gone }) {
      push = { changed, gone: new Set(gone) };
    },
    has: (file) => push.changed.has(file) || push.gone.has(file),
    sift(changes) {
      const others = changes.filter((change) => !isOwn(change));
      if (source === undefined || others.length === 0) return others;
      source.strayed(others.map(({ path }) => path));
      return [];
    },
    forget() {
      push = { changed: new Map(), gone: new Set() };
    },
  };
}
