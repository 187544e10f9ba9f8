import { showHidden } from '../../problems/show/visible-text.ts';
import { isEnglish } from './sample/sample-texts.ts';

/** What was begun. */
export interface Beginning {
  /** Its public origin; null where it has none yet. */
  readonly origin: string | null;
  /** BCP 47 tag of the site. */
  readonly language: string;
  /** How many stories the sample has; null where it is none. */
  readonly stories: number | null;
}

/**
 * What `init` says at its end: what is there now, and how to serve it. Each newsroom has a DATA_DIR of its own: what readers had of
 * another one would stay on the site.
 */
export function nextSteps(folder: string, { origin, language, stories }: Beginning): string {
  const shown = showHidden(folder.replace(/\/+$/, ''));
  const both = `CONTENT_DIR=${quoted(shown)} DATA_DIR=${quoted(`${shown}-data`)}`;
  const live = origin === null ? 'SITE_URL=https://…' : `SITE_URL=${origin}`;
  return `${shown} ${stories === null ? FIRST : sampleWords(stories, language)}

Next:
  ${both} npm start
      serves it on http://localhost:3000
  ${both} npm run dev
      shows every save in the browser at once
  CONTENT_DIR=${quoted(shown)} npm run new -- "Headline"
      writes the file of an article
${stories === null ? '' : AWAY}On a server, start it with ${live} as well: addresses in feeds and for search engines begin with it.
`;
}

const FIRST = 'is a newsroom: site.yaml, a first article, a page about it and plain icons.';

function sampleWords(stories: number, language: string): string {
  const foreign = isEnglish({ language }) ? '' : '\nThe stories are English, and say so.';
  return `is a newsroom with ${stories} invented stories, drawn pictures, desks, standing pages and edited fronts.
One of the stories is under embargo and appears by itself tomorrow at six. Nothing in them has happened.${foreign}`;
}

const AWAY = `When your own stories come, delete articles, authors, media, fronts, front.yaml, top-stories.yaml and partners.yaml in it.
`;

const quoted = (path: string): string =>
  /^[\w./@:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
