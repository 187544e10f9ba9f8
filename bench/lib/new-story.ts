import { TIME_ZONE } from '../archive/archive.ts';

/** An article that the archive does not have. */
export interface NewStory {
  /** Below the content folder. */
  readonly file: string;
  /** On the site. */
  readonly path: string;
  readonly text: string;
}

export interface NewStoryOptions {
  /** The file's name without its extension: letters, digits and hyphens. */
  readonly name: string;
  readonly headline: string;
  readonly body: string;
  /** A section's name. */
  readonly section: string;
  /** Added to an hour before `now`, so that stories keep their order. */
  readonly seconds: number;
  readonly now: Temporal.Instant;
}

/** Writes a story of the last hour, which makes it the newest of the site. */
export function writeNewStory({ name, headline, body, section, seconds, now }: NewStoryOptions): NewStory {
  const published = now.toZonedDateTimeISO(TIME_ZONE).subtract({ hours: 1 }).add({ seconds });
  const day = published.toPlainDate().toString().replaceAll('-', '/');
  const date = published.toPlainDateTime().toString({ smallestUnit: 'second' });
  return {
    file: `articles/${day.slice(0, 7)}/${name}.md`,
    path: `/${day}/${name}`,
    text: `---\ntitle: ${headline}\ndate: ${date}\nsection: ${section}\n---\n\n${body}\n`,
  };
}
