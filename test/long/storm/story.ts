import type { Archive, Outline } from '../../../bench/archive/archive.ts';
import { createSubject, nextVersion, noteVersion, type Subject } from './subject.ts';
import { writeToken } from './token.ts';

/** An article of the storm. */
export interface Story extends Subject {
  readonly outline: Outline;
  /** Lines of its front matter besides title, standfirst and date. */
  readonly fields: readonly string[];
  readonly body: string;
  /** Readers must find it at every moment. */
  readonly isAlways: boolean;
  /** Its front matter names an id, by which it is known wherever it goes. */
  readonly hasId: boolean;
  readonly aliases: readonly string[];
  /** Below the content folder. */
  file: string;
  /** `YYYY-MM-DD`, from which its URL is made. */
  day: string;
  state: 'good' | 'broken' | 'absent';
  /** Its file or its path is another, and readers were not shown yet that the server knows. */
  isMoved: boolean;
  /** Somebody is at work on it. */
  isBusy: boolean;
  /** The bench was so slow that the file was cut, or away, for longer than a server has to wait. */
  mayBeCut: boolean;
  mayBeAway: boolean;
  /** `performance.now()` when the last change was made. */
  changedAt: number;
  /** Every path that it had, or may have had; the present one is the last. */
  readonly paths: Set<string>;
  /** Those that a reader was once served. */
  readonly served: Set<string>;
}

/** Makes the story of an article of the archive, as yet without a version. */
export function createStory(archive: Archive, index: number, kind: Pick<Story, 'isAlways' | 'hasId'>): Story {
  const outline = archive.outlineAt(index);
  const [, front = '', body = ''] = archive.textOf(outline).split(/^---\n/m);
  const fields = front.trimEnd().split('\n');
  const aliases = /^aliases: \[(.*)\]$/m.exec(front)?.[1]?.split(', ') ?? [];
  return {
    ...createSubject(String(index)),
    ...kind,
    outline,
    fields: fields.filter((line) => !/^(?:title|description|date):/.test(line)),
    body: body.trim(),
    aliases,
    file: outline.file,
    day: outline.published.day,
    state: 'absent',
    isMoved: false,
    isBusy: false,
    mayBeCut: false,
    mayBeAway: false,
    changedAt: 0,
    paths: new Set([...aliases, outline.path]),
    served: new Set(),
  };
}

/** Writes the next version of a story, with its token in title, standfirst, first and last paragraph. */
export function writeStory(story: Story): string {
  return noteVersion(story, storyText(story), true);
}

/** The text of the next version, which is not noted yet. */
export function storyText(story: Story): string {
  const { outline, fields, body, hasId, day, id } = story;
  const version = nextVersion(story);
  const token = (part: Parameters<typeof writeToken>[2]): string => writeToken(id, version, part);
  const front = [
    `title: ${token('title')} ${outline.title}`,
    `description: ${token('standfirst')} of story ${id}`,
    `date: ${day} ${outline.published.time}`,
    ...(hasId ? [`id: story-${id}`] : []),
    ...fields,
  ];
  return `---\n${front.join('\n')}\n---\n\nFirst ${token('first')}.\n\n${body}\n\nLast ${token('last')}.\n`;
}

/** The path that a story has by its language, its day and the name of its file. */
export function pathOf({ day, file, outline }: Pick<Story, 'day' | 'file' | 'outline'>): string {
  const prefix = /^\/[a-z-]+(?=\/\d{4}\/)/.exec(outline.path)?.[0] ?? '';
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/, '');
  return `${prefix}/${day.replaceAll('-', '/')}/${encodeURIComponent(name)}`;
}
