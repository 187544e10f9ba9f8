import { primaryLanguage } from '../domain/language.ts';

/**
 * A text of a language, a BCP 47 tag, as it begins a line: with a capital, where names of languages, months and days have none in
 * sentences. Georgian has capitals, which stand beside no small letters.
 */
export function withInitialCapital(text: string, language: string): string {
  if (primaryLanguage(language) === 'ka') return text;
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}
