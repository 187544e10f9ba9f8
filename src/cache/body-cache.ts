import { LRUCache } from 'lru-cache';

/** What is kept for each text. */
interface Body {
  readonly bodyHtml: string;
}

/** Rendered bodies by what they were rendered from, those used last. */
export interface BodyCache<Kept extends Body> {
  /** The body that belongs to a name, or what `render` makes of it now. */
  of(name: string, render: () => Kept): Kept;
}

/** A body's object and its name. */
const OVERHEAD_BYTES = 500;

/**
 * Makes an empty cache that holds at most `maxBytes`. A page is made anew whenever its sidebar changes; its body
 * is not, as a name that holds the digest of the text never means another body.
 */
export function createBodyCache<Kept extends Body>(maxBytes: number): BodyCache<Kept> {
  const bodies = new LRUCache<string, Kept>({
    maxSize: Math.max(1, maxBytes),
    // Two bytes a character is what V8 takes for any script but Latin.
    sizeCalculation: ({ bodyHtml }) => OVERHEAD_BYTES + 2 * bodyHtml.length,
  });
  return {
    of(name, render) {
      const held = bodies.get(name);
      if (held !== undefined) return held;
      const made = render();
      const body = { ...made, bodyHtml: flatten(made.bodyHtml) };
      bodies.set(name, body);
      return body;
    },
  };
}

/** A text that was put together from pieces keeps all of them, which is many times its length. */
function flatten(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
