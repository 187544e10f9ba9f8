import type { PairedTag, Tag } from './tag.ts';

/**
 * Finds for each tag the one that ends it, by name; one that is called `end` ends whatever is open. `single` tags and those
 * that nothing ends have none. Tags are in order, and so are the results.
 */
export function pairTags(tags: readonly Tag[]): PairedTag[] {
  const closings = new Map<Tag, Tag>();
  const open: Tag[] = [];
  const count = new Map<string, number>();
  const change = (name: string, by: number): void => {
    count.set(name, (count.get(name) ?? 0) + by);
  };
  for (const tag of tags) {
    if (tag.role === 'single') continue;
    if (tag.role === 'open') {
      open.push(tag);
      change(tag.name, 1);
      continue;
    }
    const isKnown = tag.name === '' ? open.length > 0 : (count.get(tag.name) ?? 0) > 0;
    if (!isKnown) continue;
    // Whatever was opened since then has no end of its own.
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      change(last.name, -1);
      if (tag.name !== '' && last.name !== tag.name) continue;
      closings.set(last, tag);
      break;
    }
  }
  return tags
    .filter(({ role }) => role !== 'close')
    .map((tag) => ({ ...tag, closing: closings.get(tag) ?? null }));
}
