import { toSlug } from '../../domain/slug.ts';

/**
 * The headline that the name of a file makes, as the last resort: the words of its slug, as they are spelt in the path, the first
 * with a capital. Null for a name without letters.
 */
export function titleFromName(file: string, slug: string): string | null {
  if (!/\p{L}/u.test(slug)) return null;
  const words = slug.split('-');
  const [folder = '', name = ''] = file.split('/').slice(-2);
  const spelt = [name.replace(/\.\w{2,8}$/, ''), folder]
    .map((part) => part.split(/[-_.\s]+/).slice(-words.length))
    .find((parts) => toSlug(parts.join(' ')) === slug);
  const [first = '', ...rest] = (spelt ?? words).join(' ');
  return first.toLocaleUpperCase() + rest.join('');
}
