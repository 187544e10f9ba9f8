import { withoutNotes } from '../../domain/find-notes.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { IN_FRONT_MATTER } from '../front-matter/rename-keys.ts';
import type { Document } from './read-document.ts';

/** What a text may begin with that is nothing to readers, beside white space. */
const NOTE = /^\s*(?:<!--|%%|\{[/#%{>!]|\[\/\/\])/;

/**
 * Tells of an article that says nothing below its front matter; where a key of the front matter holds the text, that is
 * told already.
 */
export function checkText({ text, bodyStart, placeInBody }: Document<unknown>, log: ProblemLog): void {
  const body = text.slice(bodyStart);
  if (/\S/.test(body) && !(NOTE.test(body) && isNotesOnly(body))) return;
  // What has no title or no date is not published, and has worse to mend.
  if (log.hasErrors || log.list().some(({ code }) => code === IN_FRONT_MATTER)) return;
  log.warn(
    {
      code: 'text-missing',
      message: 'The article has no text: readers see its headline alone.',
      hint: 'Write the text below the front matter, or keep it off the site with "draft: true" until it is there.',
    },
    placeInBody(0),
  );
}

const isNotesOnly = (body: string): boolean =>
  withoutNotes(body)
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim() === '';
