import type { KeyPoint } from '../../domain/article.ts';
import { fillFileMarks, hasFileMarks, nameOfMark } from '../../domain/marks/file-marks.ts';
import { linkKey } from '../../domain/surrogate-keys.ts';
import type { LinkedFile } from './linked-file.ts';
import type { LinkQueries } from './link-queries.ts';

/** A text whose links to files lead somewhere, and the surrogate keys of all that decides where. */
export interface LinkedBody {
  readonly bodyHtml: string;
  /** What stands before the body. */
  readonly points?: readonly KeyPoint[];
  readonly linkKeys?: readonly string[];
}

/** Leads the links of a body to files at `now`, each once asked for; `file` is where the text is from. A body without any is given back. */
export function fillLinks<Body extends LinkedBody>(
  body: Body,
  file: string,
  { linkedFile }: LinkQueries,
  now: number,
): Body {
  const { bodyHtml, points } = body;
  if (!hasFileMarks(bodyHtml) && points?.some(({ html }) => hasFileMarks(html)) !== true) return body;
  const answers = new Map<string, LinkedFile>();
  const keys = new Set<string>();
  const resolve = (mark: string): string | null => {
    const known = answers.get(mark) ?? linkedFile(mark, file, now);
    answers.set(mark, known);
    keys.add(linkKey(nameOfMark(mark)));
    if (known.kind !== 'unknown') keys.add(known.key);
    return known.kind === 'live' ? known.path : null;
  };
  const filled = {
    bodyHtml: fillFileMarks(bodyHtml, resolve),
    ...(points && {
      points: points.map((point) => ({ ...point, html: fillFileMarks(point.html, resolve) })),
    }),
  };
  return { ...body, ...filled, linkKeys: [...keys] };
}
