import type { Site } from '../../config/site.ts';
import { lookupTags } from '../../domain/labels.ts';
import { languageName } from '../../problems/known-language.ts';
import type { Problem } from '../../problems/problem.ts';
import { isInterfaceLanguage } from '../../words/languages.ts';
import { labelsTag } from './labels-file.ts';

/**
 * What editors are told of languages of the site that the interface does not speak, and in which no file of the newsroom’s own words
 * is: readers get its words in English. `labels` are the names of such files, `file` that of site.yaml.
 */
export function interfaceProblems(
  { language, editions = [] }: Pick<Site, 'language' | 'editions'>,
  labels: readonly string[],
  file: string,
): Problem[] {
  const tags = labels.map(labelsTag);
  const isSaid = (tag: string, isOwn: boolean): boolean =>
    isInterfaceLanguage(tag) ||
    lookupTags(tag).some((one) => tags.includes(one)) ||
    (isOwn && tags.includes(''));
  const unsaid = [
    ...(isSaid(language, true) ? [] : [{ tag: language, name: 'labels.yaml' }]),
    ...editions
      .filter((edition) => !isSaid(edition.language, false))
      .map((edition) => ({ tag: edition.language, name: `labels.${edition.language}.yaml` })),
  ];
  return unsaid.map(({ tag, name }) => ({
    file,
    line: 1,
    column: 1,
    severity: 'warning',
    code: 'interface-in-english',
    message: `The interface does not speak ${languageName(tag)} yet: readers get its words in English.`,
    hint: `Write them into ${name}; docs/words.md lists them.`,
  }));
}
