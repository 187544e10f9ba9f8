import { readdirSync, readFileSync } from 'node:fs';
import type { Site } from '../../../config/site.ts';
import { type Filling, fillTemplate } from './fill-template.ts';

/** A newsroom in templates; what stands between double braces there is filled in when it is written. */
const TEMPLATES = new URL('./newsroom/', import.meta.url);
const STORY = /^articles\/(?:.*\/)?([^/]+)\.md$/;

/** What the site of the sample says of itself, beside what was wished. */
export const SAMPLE_FACTS = {
  description: 'News from Lake Tarnel and the roads to it.',
  place: 'Kestermouth',
} as const;

/** The sections of the sample, in the order of the row under the masthead. */
export const SAMPLE_SECTIONS = ['Lakes', 'Society', 'Economy', 'Culture', 'Science', 'Sport'] as const;

/**
 * The texts of a full house beside its site.yaml, by their paths below the content folder: stories in folders of their
 * months, desks, standing pages, lists and fronts. Times go by `now`, in milliseconds since 1970. They are English, and say so
 * where the site is not.
 */
export function sampleTexts(
  site: Pick<Site, 'name' | 'language' | 'timeZone'>,
  now: number,
): ReadonlyMap<string, string> {
  const templates = readTemplates();
  const name = site.name.replace(/[\\`*_[\]<>&#]/g, '\\$&');
  const filling: Filling = {
    name,
    timeZone: site.timeZone,
    now,
    files: storyFiles(templates, site.timeZone, now),
  };
  return new Map(
    [...templates].map(([path, template]) => {
      const text = fillTemplate(template, filling);
      const file = filling.files.get(STORY.exec(path)?.[1] ?? '') ?? path;
      return [file, isEnglish(site) ? text : markEnglish(path, text)];
    }),
  );
}

function readTemplates(): ReadonlyMap<string, string> {
  const paths = readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(?:md|yaml)$/.test(path))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, TEMPLATES), 'utf8')]));
}

/** A story’s file stands in the folder of its month, as `dateline new` has it. */
function storyFiles(
  templates: ReadonlyMap<string, string>,
  timeZone: string,
  now: number,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const [path, template] of templates) {
    const story = STORY.exec(path)?.[1];
    if (story === undefined) continue;
    const written = /^date: (.+)$/m.exec(template)?.[1] ?? '';
    const date = fillTemplate(written, { name: '', timeZone, now, files });
    files.set(story, `articles/${date.slice(0, 4)}/${date.slice(5, 7)}/${story}.md`);
  }
  return files;
}

/** Whether the site speaks the language of these texts. */
export const isEnglish = ({ language }: Pick<Site, 'language'>): boolean => /^en(?:-|$)/i.test(language);

/** Stories and standing pages have a language; desks and lists have none. */
const markEnglish = (path: string, text: string): string =>
  /^(?:articles|pages)\//.test(path) ? text.replace(/^---\n/, '---\nlanguage: en\n') : text;
