import type { Site } from '../../config/site.ts';
import { parseArticle } from '../../content/articles/parse-article.ts';
import type { FieldValue } from '../../content/edits/field-value.ts';
import { readFields } from '../../content/edits/read-fields.ts';
import { setFields } from '../../content/edits/set-fields.ts';
import type { EntryProperties } from './read-entry.ts';

export interface EntryContext {
  readonly site: Site;
  /** The site's origin; pictures of its own are named by their paths. */
  readonly origin: string;
}

/** Properties of a post by the keys of ours that they are. */
const KEYS: Readonly<Record<string, string>> = {
  name: 'title',
  summary: 'description',
  category: 'topics',
  'mp-slug': 'slug',
  section: 'section',
};

const MOST_TITLE = 80;

/** An article's text with the properties of a post; those that are not named stay as they are. */
export function withProperties(
  file: string,
  text: string,
  properties: EntryProperties,
  { site, origin }: EntryContext,
): string {
  const changes: Record<string, FieldValue | null> = {};
  for (const [property, key] of Object.entries(KEYS)) {
    const values = properties[property];
    if (values === undefined) continue;
    const texts = values.map(textOf).filter((one) => one !== '');
    if (property === 'category') changes[key] = texts.length === 0 ? null : texts;
    else changes[key] = texts[0] ?? null;
  }
  const [published, status] = [properties['published'], properties['post-status']];
  if (published !== undefined) {
    const ms = Date.parse(textOf(published[0]));
    if (!Number.isNaN(ms)) changes['date'] = { epochMs: ms };
  }
  if (status !== undefined) changes['draft'] = status[0] === 'draft' ? true : null;
  const photos = properties['photo'];
  if (photos !== undefined) Object.assign(changes, photoChanges(photos[0], origin));
  const edited = setFields(text, changes, { timeZone: site.timeZone, sections: site.sections });
  const content = properties['content'];
  if (content === undefined) return edited;
  const { text: plain, bodyStart } = parseArticle({ file, text: edited }, site, 'head');
  return `${plain.slice(0, bodyStart)}${textOf(content[0]).replace(/\r\n?/g, '\n').trim()}\n`;
}

/** The same of a post that is new: it has a date and a headline, which may be its first line. */
export function newEntryText(
  file: string,
  properties: EntryProperties,
  context: EntryContext,
  at: number,
): string {
  const published = [new Date(at).toISOString()];
  const more = (properties['photo'] ?? []).slice(1).map((photo) => {
    const { src, alt } = photoOf(photo, context.origin);
    return `\n\n![${alt.replace(/[[\]\\]/g, '\\$&')}](<${src.replace(/[<>\n]/g, '')}>)`;
  });
  const body = `${textOf(properties['content']?.[0])}${more.join('')}`;
  return withProperties(
    file,
    '',
    { published, ...properties, name: [titleOf(properties)], content: [body] },
    context,
  );
}

/** The headline of a post: its name, or how it begins. */
export function titleOf(properties: EntryProperties): string {
  const name = textOf(properties['name']?.[0]).replace(/\s+/gu, ' ').trim();
  if (name !== '') return name;
  const [line = ''] = textOf(properties['content']?.[0])
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .split('\n');
  const flat = line
    .replace(/^#+\s*/, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return flat.length <= MOST_TITLE ? flat : `${flat.slice(0, MOST_TITLE).toWellFormed()}…`;
}

/** What a client is told of an article by `q=source`. */
export function propertiesOf(
  file: string,
  text: string,
  { site }: Pick<EntryContext, 'site'>,
): EntryProperties {
  const fields = readFields(text, { timeZone: site.timeZone, sections: site.sections });
  const { text: plain, bodyStart } = parseArticle({ file, text }, site, 'head');
  const found: Record<string, readonly unknown[]> = { content: [plain.slice(bodyStart).trim()] };
  for (const [property, key] of Object.entries(KEYS)) {
    const value = fields[key]?.value;
    if (value !== undefined && value !== null && value !== '')
      found[property] = Array.isArray(value) ? value : [value];
  }
  const date = fields['date']?.value;
  if (typeof date === 'string') found['published'] = [date];
  const [src, alt] = [fields['image.src']?.value, fields['image.alt']?.value];
  if (typeof src === 'string') found['photo'] = [typeof alt === 'string' ? { value: src, alt } : src];
  found['post-status'] = [String(fields['draft']?.value) === 'true' ? 'draft' : 'published'];
  return found;
}

function photoChanges(photo: unknown, origin: string): Record<string, FieldValue | null> {
  if (photo === undefined) return { 'image.src': null };
  const { src, alt } = photoOf(photo, origin);
  return { 'image.src': src, ...(alt === '' ? {} : { 'image.alt': alt }) };
}

function photoOf(photo: unknown, origin: string): { readonly src: string; readonly alt: string } {
  const { value = photo, alt = '' } = (typeof photo === 'object' && photo !== null ? photo : {}) as {
    readonly value?: unknown;
    readonly alt?: unknown;
  };
  const url = textOf(value);
  const src = url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  return { src, alt: textOf(alt) };
}

/** A value as text: content may be HTML, which Markdown may hold. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const { html, value: plain } = value as { readonly html?: unknown; readonly value?: unknown };
  return typeof html === 'string' ? html : typeof plain === 'string' ? plain : '';
}
