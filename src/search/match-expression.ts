import { EVERY_ARTICLE } from '../catalog/search/label-token.ts';
import type { ResolvedTerm } from './resolve-terms.ts';

/** What is asked of FTS5 for one query. */
export interface MatchInput {
  readonly terms: readonly ResolvedTerm[];
  /** Label tokens that an article must have. */
  readonly labels: readonly string[];
}

/** An FTS5 string: whatever is in it, only words come out (https://sqlite.org/fts5.html#fts5_strings). */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const expressionOf = ({ phrases }: ResolvedTerm): string => {
  const any = phrases.map((phrase) => quoted(phrase.join(' '))).join(' OR ');
  return phrases.length === 1 ? any : `(${any})`;
};

/**
 * Writes a query for FTS5: every term, in the given columns if any are, and every label, and none of the
 * excluded terms.
 */
export function matchExpression({ terms, labels }: MatchInput, columns: readonly string[] = []): string {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(expressionOf);
  const words = wanted.join(' AND ');
  const inColumns = columns.length === 0 || words === '' ? words : `{${columns.join(' ')}} : (${words})`;
  const tokens = labels.length === 0 && words === '' ? [EVERY_ARTICLE] : labels;
  const parts = [
    ...(inColumns === '' ? [] : [`(${inColumns})`]),
    ...tokens.map((token) => `labels : ${quoted(token)}`),
  ];
  const excluded = terms.filter(({ isExcluded }) => isExcluded).map(expressionOf);
  const all = parts.join(' AND ');
  return excluded.length === 0 ? all : `(${all}) NOT (${excluded.join(' OR ')})`;
}
