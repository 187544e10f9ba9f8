import type { FieldValue } from '../../content/edits/field-value.ts';
import type { HeaderOptions } from '../../content/edits/resolve-header.ts';
import { setFields } from '../../content/edits/set-fields.ts';
import { toSlug } from '../../domain/slug.ts';
import { type DeskWord, sayDesk } from '../../words/desk/desk-words.ts';

/** What something new begins as. */
export interface Template {
  readonly name: string;
  readonly label: DeskWord;
  readonly body: DeskWord;
  /** The folder of files that are laid in no other way; null for articles, which lie as the newsroom has them. */
  readonly folder: string | null;
  /** The key that has its name. */
  readonly key: 'title' | 'name';
  readonly fields: Readonly<Record<string, FieldValue>>;
}

const DRAFT = { draft: true } as const;

export const TEMPLATES: readonly Template[] = [
  template('story', 'write-template-story', 'write-body-story', DRAFT),
  template('live', 'write-template-live', 'write-body-live', DRAFT),
  template('opinion', 'write-template-opinion', 'write-body-opinion', { type: 'opinion', ...DRAFT }),
  template('photo', 'write-template-photo', 'write-body-photo', DRAFT),
  { ...template('page', 'write-template-page', 'write-body-page', DRAFT), folder: 'pages' },
  { ...template('author', 'write-template-author', 'write-body-author', {}), folder: 'authors', key: 'name' },
];

function template(name: string, label: DeskWord, body: DeskWord, fields: Template['fields']): Template {
  return { name, label, body, folder: null, key: 'title', fields };
}

/** What a file may be called, in bytes, with room for a number and the ending. */
const MAX_NAME_BYTES = 200;

/** What is wished for. */
export interface NewWish {
  readonly template: Template;
  /** The headline, or the name. */
  readonly title: string;
  /** The byline of an article; '' for none. */
  readonly by: string;
  /** The minute that it is, as `2026-11-30 13:58` in the site's zone. */
  readonly minute: string;
}

/** The text of a new file. Throws where the headline cannot be written into one. */
export function newText(wish: NewWish, options: HeaderOptions): string {
  const { template, title, by, minute } = wish;
  const body = sayDesk(template.body, { time: minute.slice(11) });
  const own = template.folder === null ? { ...(by === '' ? {} : { authors: [by] }), date: minute } : {};
  return setFields(`---\n---\n\n${body}\n`, { [template.key]: title, ...own, ...template.fields }, options);
}

/** Path of a new file for a name; null where the name has no letter or digit. `place` lays articles out as the newsroom does. */
export function newFile(
  { template, title, minute }: Pick<NewWish, 'template' | 'title' | 'minute'>,
  place: (day: string, slug: string) => string,
): string | null {
  const slug = shorten(toSlug(title));
  if (slug === '') return null;
  return template.folder === null ? place(minute.slice(0, 10), slug) : `${template.folder}/${slug}.md`;
}

/** The same with a number, for a file that is there already. */
export const numberedFile = (file: string, nth: number): string =>
  nth === 1 ? file : file.replace(/(\.[^./]+)$/, `-${nth}$1`);

/** Cut between words, or within the only one. */
function shorten(slug: string): string {
  const words = slug.split('-');
  while (words.length > 1 && Buffer.byteLength(words.join('-')) > MAX_NAME_BYTES) words.pop();
  const letters = [...words.join('-')];
  while (Buffer.byteLength(letters.join('')) > MAX_NAME_BYTES) letters.pop();
  return letters.join('');
}
