import { describe, expect, test } from 'vitest';
import { type LineBox, type Piece, setLines } from '../../../src/media/cards/set-lines.ts';

/** A type in which every letter and space is half an em wide. */
const piecesOf = (text: string): readonly Piece[] =>
  text
    .split(' ')
    .flatMap((word) =>
      word
        .split(/(?<=-)/)
        .map((part, index) => ({ text: part, width: part.length / 2, hasSpaceBefore: index === 0 })),
    );

const box: LineBox = {
  width: 400,
  height: 120,
  sizes: [40, 30, 20],
  lineHeight: 1,
  maxLines: 9,
  spaceWidth: 0.5,
  ellipsisWidth: 0.5,
};

const widthOf = (line: string, size: number): number => (line.length / 2) * size;

describe('size', () => {
  test('is the largest at which all words fit', () => {
    expect(setLines(piecesOf('one two'), box)).toEqual({ size: 40, lines: ['one two'], isCut: false });
    expect(setLines(piecesOf('a'.repeat(21)), box)).toMatchObject({ size: 30 });
    const set = setLines(piecesOf('word '.repeat(20).trim()), box);
    expect(set).toMatchObject({ size: 30, isCut: false });
    expect(set.lines.length).toBe(4);
  });

  test('never lets a line or their sum leave the box, whatever the words', () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
    for (let round = 0; round < 500; round++) {
      const words = Array.from({ length: 1 + random(60) }, () => 'x'.repeat(1 + random(14)));
      const { size, lines, isCut } = setLines(piecesOf(words.join(' ')), box);
      expect(lines.length * size).toBeLessThanOrEqual(box.height);
      for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(box.width);
      if (isCut) expect(lines.join(' ')).toMatch(/x…$/);
      else expect(lines.join(' ')).toBe(words.join(' '));
    }
  });
});

describe('lines', () => {
  test('are about equally long, not full and then one word', () => {
    const { lines } = setLines(piecesOf('aaaa bbbb cccc dddd eeee'), { ...box, sizes: [40] });
    expect(lines).toEqual(['aaaa bbbb cccc', 'dddd eeee']);
  });

  test('do not end in a word that belongs to the next', () => {
    const lines = (text: string) => setLines(piecesOf(text), { ...box, sizes: [40] }).lines;
    expect(lines('aaaa bbbb of cccc dddd eee')).toEqual(['aaaa bbbb', 'of cccc dddd eee']);
    expect(lines('aaaa bbbbb է ccccccc dddd')).toEqual(['aaaa bbbbb է', 'ccccccc dddd']);
  });

  test('break after a hyphen, which stays', () => {
    const { lines } = setLines(piecesOf('prime-minister-elect resigns'), { ...box, sizes: [40] });
    expect(lines).toEqual(['prime-minister-', 'elect resigns']);
  });

  test('are cut after a word, and its comma, only where the smallest size does not fit', () => {
    const text = 'word, '.repeat(60).trim();
    const { size, lines, isCut } = setLines(piecesOf(text), box);
    expect({ size, isCut }).toEqual({ size: 20, isCut: true });
    expect(lines.at(-1)).toMatch(/word…$/);
    expect(lines.length).toBe(6);
  });
});

test('nothing sets nothing', () => {
  expect(setLines([], box)).toEqual({ size: 40, lines: [], isCut: false });
});
