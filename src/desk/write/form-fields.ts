import type { DeskWord } from '../../words/desk/desk-words.ts';

/** How a value is typed: in a line, in a paragraph, as names with commas between, as one of those that are known, as a time. */
export type FieldKind = 'line' | 'paragraph' | 'list' | 'section' | 'time';

/** A key of the front matter that can be filled in without YAML. */
export interface FormField {
  /** Our name of it; parts of a key with a dot between: `image.alt`. */
  readonly key: string;
  readonly kind: FieldKind;
  readonly label: DeskWord;
}

const ARTICLE: readonly FormField[] = [
  { key: 'title', kind: 'paragraph', label: 'write-field-title' },
  { key: 'description', kind: 'paragraph', label: 'write-field-description' },
  { key: 'section', kind: 'section', label: 'write-field-section' },
  { key: 'authors', kind: 'list', label: 'write-field-authors' },
  { key: 'topics', kind: 'list', label: 'write-field-topics' },
  { key: 'date', kind: 'time', label: 'write-field-date' },
  { key: 'expires', kind: 'time', label: 'write-field-expires' },
  { key: 'location', kind: 'line', label: 'write-field-location' },
  { key: 'kicker', kind: 'line', label: 'write-field-kicker' },
  { key: 'image.src', kind: 'line', label: 'write-field-image-src' },
  { key: 'image.alt', kind: 'paragraph', label: 'write-field-image-alt' },
  { key: 'image.caption', kind: 'paragraph', label: 'write-field-image-caption' },
  { key: 'image.credit', kind: 'line', label: 'write-field-image-credit' },
  { key: 'image.focus', kind: 'line', label: 'write-field-image-focus' },
];

const STANDING_PAGE: readonly FormField[] = [
  { key: 'title', kind: 'line', label: 'write-field-title' },
  { key: 'description', kind: 'paragraph', label: 'write-field-description' },
  { key: 'order', kind: 'line', label: 'write-field-order' },
];

const AUTHOR: readonly FormField[] = [
  { key: 'name', kind: 'line', label: 'write-field-name' },
  { key: 'role', kind: 'line', label: 'write-field-role' },
  { key: 'email', kind: 'line', label: 'write-field-email' },
  { key: 'fediverse', kind: 'line', label: 'write-field-fediverse' },
];

export type TextKind = 'article' | 'page' | 'author' | 'list';

/** What a file of the newsroom is, by its path; null for what is no text. */
export function textKindOf(file: string): TextKind | null {
  if (/\.ya?ml$/i.test(file)) return 'list';
  if (!/\.(?:md|markdown)$/i.test(file)) return null;
  if (file.startsWith('articles/')) return 'article';
  if (file.startsWith('pages/')) return 'page';
  return file.startsWith('authors/') ? 'author' : null;
}

const FIELDS: Readonly<Record<TextKind, readonly FormField[]>> = {
  article: ARTICLE,
  page: STANDING_PAGE,
  author: AUTHOR,
  list: [],
};

/** The fields of a file's form, in their order. */
export const formFieldsOf = (kind: TextKind): readonly FormField[] => FIELDS[kind];

/** The name that a form gives a field, and that under which it sends what the field held when the page was made. */
export const fieldName = (key: string): string => `field.${key}`;
export const formerName = (key: string): string => `was.${key}`;
