import type { Reply } from '../../../bench/lib/connection.ts';

/** What a place shows once a change has arrived there. */
export interface Sight {
  readonly path: string;
  readonly isThere: (reply: Pick<Reply, 'status' | 'body'>) => boolean;
}

/** One change of the content, and where readers see it. */
export interface Change {
  readonly file: string;
  readonly text: string;
  readonly path: string;
  readonly sights: readonly Sight[];
  /** What webhooks hear of it: `TYPE PATH`. */
  readonly told: readonly string[];
}

export const SITE_YAML = 'name: The Test Courier\nlanguage: en\ntimeZone: UTC\nsections: [World]\n';

const FRONT = '/';

interface StoryOptions {
  /** A word of letters and digits that stands in no other version of any story. */
  readonly token: string;
  readonly date: Date;
  readonly expires?: Date;
}

function storyText({ token, date, expires }: StoryOptions): string {
  const end = expires === undefined ? '' : `expires: ${expires.toISOString()}\n`;
  return `---\ntitle: Headline ${token}\ndate: ${date.toISOString()}\nsection: World\n${end}---\nText ${token}.\n`;
}

const pathOf = (name: string, date: Date): string =>
  `/${date.toISOString().slice(0, 10).replaceAll('-', '/')}/${name}`;

const shown = (path: string, token: string): Sight[] => [
  { path, isThere: ({ status, body }) => status === 200 && body.includes(token) },
  { path: FRONT, isThere: ({ status, body }) => status === 200 && body.includes(token) },
];

const gone = (path: string, token: string): Sight[] => [
  { path, isThere: ({ status }) => status === 410 },
  { path: FRONT, isThere: ({ status, body }) => status === 200 && !body.includes(token) },
];

/** A story that is new, or that gets another headline and text where one of this name and date is there. */
export function savedStory(name: string, date: Date, version: number): Change {
  const token = `${name}v${version}z`;
  const path = pathOf(name, date);
  const type = version === 1 ? 'article.published' : 'article.updated';
  return {
    file: `articles/${name}.md`,
    text: storyText({ token, date }),
    path,
    sights: shown(path, token),
    told: [`${type} ${path}`],
  };
}

/** A story that becomes public at a moment. */
export function scheduledStory(name: string, due: Date): Change {
  return savedStory(name, due, 1);
}

/** A story that is public for some seconds and then no longer. `before` is what readers see until then. */
export function expiringStory(
  name: string,
  date: Date,
  due: Date,
): Change & { readonly before: readonly Sight[] } {
  const token = `${name}v1z`;
  const path = pathOf(name, date);
  return {
    file: `articles/${name}.md`,
    text: storyText({ token, date, expires: due }),
    path,
    before: shown(path, token),
    sights: gone(path, token),
    told: [`article.published ${path}`, `article.removed ${path}`],
  };
}
