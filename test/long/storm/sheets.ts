import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSubject, nextVersion, noteVersion, type Subject } from './subject.ts';
import { writeToken } from './token.ts';

/** A file of the folder that is no article: its settings, its lists, its standing pages. */
export interface Sheet extends Subject {
  /** Below the content folder. */
  readonly file: string;
  /** Its own page, where it has one. */
  readonly path: string | null;
  isBusy: boolean;
  isBroken: boolean;
  /** Writes its next version. */
  readonly write: () => string;
  /** Writes a next version that cannot be read. */
  readonly writeBroken: () => string;
}

/** Makes the sheets of a folder from the files that are there. */
export function createSheets(contentDir: string): Sheet[] {
  const sheet = (id: string, file: string, change: (text: string, token: TokenWriter) => string): Sheet => {
    const original = readFileSync(join(contentDir, file), 'utf8');
    const subject = createSubject(id);
    const next = (): string => {
      const version = nextVersion(subject);
      return change(original, (part) => writeToken(id, version, part));
    };
    const isPage = file.startsWith('pages/');
    return Object.assign(subject, {
      file,
      path: isPage ? `/${id}` : null,
      isBusy: false,
      isBroken: false,
      write: () => noteVersion(subject, next(), true),
      writeBroken: () => noteVersion(subject, spoil(next(), isPage), false),
    });
  };
  return [
    sheet('site', 'site.yaml', (text, token) =>
      text.replace(/^description: .*$/m, `description: News ${token('standfirst')}`),
    ),
    sheet('pins', 'top-stories.yaml', (text, token) =>
      text.replace('A story told in one line', `A line ${token('title')}`),
    ),
    sheet('partners', 'partners.yaml', (text, token) =>
      text.replace('Headline 1 of', `${token('title')} Headline 1 of`),
    ),
    ...['about', 'contact', 'terms'].map((id) =>
      sheet(id, `pages/${id}.md`, (text, token) => `${text}\n${token('first')}\n\nEnd ${token('last')}\n`),
    ),
  ];
}

type TokenWriter = (part: Parameters<typeof writeToken>[2]) => string;

const spoil = (text: string, isPage: boolean): string =>
  isPage ? `${text}\n<!-- never` : `${text}\nwrong: [unclosed {`;
