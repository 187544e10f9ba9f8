import type { Problem } from '../../problems/problem.ts';

/**
 * Thrown when a folder cannot be served at all; the problems say why, and where. With `machine-busy` nothing is known
 * of the folder: try again.
 */
export class SiteError extends Error {
  override readonly name = 'SiteError';
  readonly code: 'site-unusable' | 'machine-busy';
  readonly contentDir: string;
  readonly problems: readonly Problem[];

  constructor(
    message: string,
    contentDir: string,
    problems: readonly Problem[],
    code: SiteError['code'] = 'site-unusable',
  ) {
    super(message);
    this.code = code;
    this.contentDir = contentDir;
    this.problems = problems;
  }
}
