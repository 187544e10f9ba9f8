/** One tab in which somebody has a file open. */
export interface OpenTab {
  /** Any text that no other tab has. */
  readonly tab: string;
  readonly file: string;
  readonly name: string;
}

/** Somebody who has a file open, once however many tabs that takes. */
export interface OpenFile {
  readonly name: string;
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Who has which file open: word of it alone, no lock. It is of this process and is forgotten with it. */
export interface Presence {
  /** A tab says that it is there, as it does again and again. */
  seen(tab: OpenTab): void;
  /** A tab says that it is closed; only that of the person of this name. */
  left(tab: string, name: string): void;
  /** Whoever else has a file open than somebody of this name, in the order in which they came. */
  beside(file: string, name: string): readonly string[];
  /** Everybody, in the order in which they came. */
  open(): readonly OpenFile[];
}

/** A tab that was not heard of for so long is gone: three beats of a hidden tab, which browsers let run once a minute. */
export const TAB_LASTS_MS = 190_000;

/** More are not remembered: the oldest go. */
const MOST_TABS = 2_000;

/** Makes an empty one. `changed` is called when somebody comes to a file or leaves one. */
export function createPresence({
  now,
  changed,
}: {
  readonly now: () => number;
  readonly changed: () => void;
}): Presence {
  const tabs = new Map<string, OpenTab & { readonly since: number; readonly heard: number }>();
  /** Tabs whose machine was lost never say that they are closed. */
  const current = () => {
    const oldest = now() - TAB_LASTS_MS;
    for (const [key, { heard }] of tabs) if (heard < oldest) tabs.delete(key);
    return [...tabs.values()].sort((a, b) => a.since - b.since);
  };
  return {
    seen({ tab, file, name }) {
      const before = tabs.get(tab);
      // Another person's tab by the same word is not theirs to move.
      if (before !== undefined && before.name !== name) return;
      const isNew = before?.file !== file;
      const since = isNew ? now() : before.since;
      tabs.delete(tab);
      tabs.set(tab, { tab, file, name, since, heard: now() });
      if (tabs.size > MOST_TABS) tabs.delete(tabs.keys().next().value ?? '');
      if (isNew) changed();
    },
    left(tab, name) {
      if (tabs.get(tab)?.name !== name) return;
      tabs.delete(tab);
      changed();
    },
    beside: (file, name) => [
      ...new Set(current().flatMap((one) => (one.file === file && one.name !== name ? [one.name] : []))),
    ],
    open() {
      const first = new Map<string, OpenFile>();
      for (const { name, file, since } of current()) {
        const key = `${name}\0${file}`;
        if (!first.has(key)) first.set(key, { name, file, since });
      }
      return [...first.values()];
    },
  };
}
