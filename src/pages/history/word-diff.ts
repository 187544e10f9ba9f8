import { diffArrays } from 'diff';

/** A piece of a text and what became of it. */
export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** How many edits are looked for before two texts are said to be others; what is looked at grows with its square. */
const MOST_LINE_EDITS = 400;
const MOST_WORD_EDITS = 500;
/** Words of two paragraphs that are compared word by word. */
const MOST_WORDS = 6_000;
/** UTF-16 code units of both texts. */
const MOST_LENGTH = 400_000;

/**
 * What was added to and removed from a text, paragraph by paragraph and word by word; words are those of the language (a BCP 47
 * tag), also where no blanks part them. Null where the texts are too long, or differ in too much, for a difference to be told: the
 * work is bounded, whatever the texts are.
 */
export function wordDiff(before: string, after: string, language: string): readonly DiffPart[][] | null {
  if (before.length + after.length > MOST_LENGTH) return null;
  const lines = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MOST_LINE_EDITS });
  if (lines === undefined) return null;
  const rows: DiffPart[][] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const change = lines[at];
    if (change === undefined) continue;
    const next = lines[at + 1];
    if (change.removed && next?.added) {
      rows.push(...pairRows(change.value, next.value, language));
      at += 1;
    } else {
      const kind = change.added ? 'added' : change.removed ? 'removed' : 'same';
      rows.push(...change.value.map((text): DiffPart[] => [{ kind, text }]));
    }
  }
  return rows;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Paragraphs in the place of others: as many pairs as there are, then what is left. */
function pairRows(removed: readonly string[], added: readonly string[], language: string): DiffPart[][] {
  const pairs = Math.min(removed.length, added.length);
  const rows: DiffPart[][] = [];
  for (let at = 0; at < pairs; at += 1) {
    const before = removed[at] ?? '';
    const after = added[at] ?? '';
    rows.push(
      ...(wordRow(before, after, language) ??
        ([[{ kind: 'removed', text: before }], [{ kind: 'added', text: after }]] as DiffPart[][])),
    );
  }
  for (const text of removed.slice(pairs)) rows.push([{ kind: 'removed', text }]);
  for (const text of added.slice(pairs)) rows.push([{ kind: 'added', text }]);
  return rows;
}

/** Two paragraphs word by word, as one row; null where they have little in common. */
function wordRow(before: string, after: string, language: string): DiffPart[][] | null {
  const [old, young] = [wordsOf(before, language), wordsOf(after, language)];
  if (old.length + young.length > MOST_WORDS) return null;
  const changes = diffArrays(old, young, { maxEditLength: MOST_WORD_EDITS });
  if (changes === undefined) return null;
  const parts = changes.map(
    ({ value, added, removed }): DiffPart => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }),
  );
  const kept = parts
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + text.trim().length, 0);
  return kept * 4 < Math.max(before.length, after.length) ? null : [parts];
}

const segmenters = new Map<string, Intl.Segmenter>();

function wordsOf(text: string, language: string): string[] {
  let segmenter = segmenters.get(language);
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' });
    segmenters.set(language, segmenter);
  }
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
