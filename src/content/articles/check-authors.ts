import { toSlug } from '../../domain/slug.ts';
import type { Finding, ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { AuthorFault } from './authors-field.ts';
import type { Document } from '../document/read-document.ts';
import type { ArticleFields } from './schema.ts';

/** Tells what of the authors could not be used; of details, which many articles repeat, once. */
export function checkAuthors({ fields, located }: Document<ArticleFields>, log: ProblemLog): void {
  const faults = fields.authors?.faults ?? [];
  const first = faults.find(({ kind }) => kind === 'details');
  for (const fault of faults) {
    if (fault.kind === 'details' && fault !== first) continue;
    const { key, value } = located.at(fault.index === null ? ['authors'] : ['authors', fault.index]);
    log.warn(FINDINGS[fault.kind](fault), fault.index === null ? key : value);
  }
}

const FINDINGS: Readonly<Record<AuthorFault['kind'], (fault: AuthorFault) => Finding>> = {
  'no-page': ({ name }) => ({
    code: 'name-invalid',
    message: `authors: ${quoteText(name)} cannot be a page of its own; it was left out.`,
    about: 'authors',
    hint: 'Write a name of up to 120 characters that has letters or digits; what the author does goes into content/authors.',
  }),
  'too-long': ({ name, readAs = [] }) => ({
    code: 'byline-shortened',
    message: `authors: ${quoteText(name)} is more than a name; readers see ${readAs.map((one) => quoteText(one)).join(' and ')}.`,
    hint: 'Write the names alone, as a list; what an author does goes into content/authors.',
    about: 'authors',
  }),
  'no-name': () => ({
    code: 'author-unnamed',
    message: 'authors: one of them has no name; it was left out.',
    hint: 'Add "name: …" to it.',
    about: 'authors',
  }),
  details: ({ name, keys }) => ({
    code: 'author-details',
    message: `authors: ${keys.map((key) => quoteText(key)).join(', ')} of ${quoteText(name)} ${keys.length === 1 ? 'was' : 'were'} ignored: an article names its authors only.`,
    hint: `Who an author is stands in a file such as content/authors/${toSlug(name)}.md, for all articles.`,
    about: 'authors',
  }),
};
