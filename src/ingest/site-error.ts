import type { Problem } from '../problems/problem.ts';

/** Thrown when a folder cannot be served at all; the problems say why, and where. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
  readonly code = 'site-unusable';
  readonly contentDir: string;
  readonly problems: readonly Problem[];

  constructor(message: string, contentDir: string, problems: readonly Problem[]) {
    super(message);
    this.contentDir = contentDir;
    this.problems = problems;
  }
}
