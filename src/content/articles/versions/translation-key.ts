import { decodedName } from '../../../domain/addresses/decoded-name.ts';
import { editionFor, OWN_EDITION, sectionNames } from '../../../domain/edition.ts';
import { languageNamed, primaryLanguage } from '../../../domain/language.ts';
import { isFolderStory, withoutMarkdownExtension } from '../../../domain/markdown/markdown-name.ts';
import { composed } from '../../../domain/names.ts';
import { toSlug } from '../../../domain/slug.ts';
import type { Site } from '../../../config/site.ts';
import type { ArticleFields } from '../schema.ts';

/** What tells of which story an article is a version. */
export interface VersionSigns {
  readonly file: string;
  /** BCP 47 tag of the article's language; null for the site's own. */
  readonly language: string | null;
  readonly fields: Pick<ArticleFields, 'translationKey' | 'translationOf'>;
}

type Languages = Pick<Site, 'language' | 'editions' | 'sections'>;

/**
 * What all language versions of a story have in common; null where nothing says so. The word that the front matter gives them decides, then
 * the file that it names, then, on a site of several languages, the path: what is left of it without the parts that are a language.
 * By the file alone: no other is looked at.
 */
export function translationKey({ file, language, fields }: VersionSigns, site: Languages): string | null {
  const { translationKey: key, translationOf } = fields;
  if (key !== undefined) return `key:${composed(key)}`;
  if (translationOf !== undefined) return `file:${pathKey(namedFile(translationOf, file), null, site)}`;
  return site.editions === undefined ? null : `file:${pathKey(file, language, site)}`;
}

/** Where Docusaurus has translations of what lies in `blog/` and `docs/`. */
const PLUGIN = /^docusaurus-plugin-content-(?:(?:blog|docs|pages)-(?<own>.+)|(?<kind>blog|docs|pages))$/;

/** A path without the folder and the end of the name that are its language, and without `index`. */
function pathKey(file: string, language: string | null, site: Languages): string {
  const [, ...folders] = file.split('/').map(composed);
  const name = withoutMarkdownExtension(decodedName(folders.pop() ?? ''));
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 && languageNamed(name.slice(dot + 1)) !== null ? name.slice(0, dot) : name;
  const at = folders.findIndex((folder) => isLanguageFolder(folder, language, site));
  if (at >= 0) {
    folders.splice(at, 1);
    if (at > 0 && folders[at - 1] === 'i18n') {
      folders.splice(at - 1, 1);
      const plugin = PLUGIN.exec(folders[at - 1] ?? '')?.groups;
      if (plugin !== undefined) folders[at - 1] = plugin['own'] ?? plugin['kind'] ?? '';
      if (plugin !== undefined && folders[at] === 'current') folders.splice(at, 1);
    }
  }
  return (isFolderStory(stem) && folders.length > 0 ? folders : [...folders, stem]).join('/');
}

/** Whether a folder stands for a language of the site, or for the article's, and for no section. */
function isLanguageFolder(folder: string, language: string | null, site: Languages): boolean {
  const small = folder.toLowerCase();
  const tag = languageNamed(folder);
  const isOfSite =
    site.editions?.some(({ edition }) => edition === small) === true ||
    (tag !== null &&
      (tag === language ||
        editionFor(tag, site) !== OWN_EDITION ||
        primaryLanguage(tag) === primaryLanguage(site.language)));
  const slug = toSlug(folder);
  return isOfSite && !sectionNames(site).some((one) => one.slug === slug || toSlug(one.name) === slug);
}

/** The path of the file that another names: beside it, below `articles/`, or below the content folder. */
function namedFile(written: string, file: string): string {
  const named = written.replace(/^\/?(?:content\/)?/, '');
  if (named.startsWith('articles/')) return named;
  const isBeside = !named.includes('/') || /^\.\.?\//.test(named);
  const parts = (isBeside ? [...file.split('/').slice(1, -1), named].join('/') : named).split('/');
  const path: string[] = ['articles'];
  for (const part of parts) {
    if (part === '..' && path.length > 1) path.pop();
    else if (part !== '.' && part !== '..' && part !== '') path.push(part);
  }
  return path.join('/');
}
