import type { KeyPoint } from '../../domain/article.ts';
import type { BodySource } from './render-body.ts';
import { renderLine } from './render-line.ts';

/** What a story says in short, as its page shows it; and its words, a line for each, for the search. */
export interface RenderedPoints {
  readonly shown: readonly KeyPoint[];
  readonly words: string;
}

const NONE: RenderedPoints = { shown: [], words: '' };

/** Renders the points of a story, each one line of Markdown. */
export function renderPoints(
  written: readonly string[],
  source: Pick<BodySource, 'file' | 'language'>,
): RenderedPoints {
  if (written.length === 0) return NONE;
  const lines = written.map((markdown) => ({ markdown, ...renderLine(markdown, source) }));
  return {
    shown: lines.map(({ markdown, html }) => ({ markdown, html })),
    words: lines.map(({ plainText }) => `${plainText}\n`).join(''),
  };
}
