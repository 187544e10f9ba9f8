import type { Site } from '../../src/config/site.ts';
import { TEST_SITE } from './test-site.ts';

const section = (slug: string, name: string) => ({ slug, name, description: null });

/** A site in Armenian with editions in Russian, English and Brazilian Portuguese. */
export const FOUR: Site = {
  ...TEST_SITE,
  language: 'hy',
  sections: [section('world', 'Աշխարհ')],
  editions: [
    ['ru', 'ru', 'Мир'],
    ['en', 'en', 'World'],
    ['pt-br', 'pt-BR', 'Mundo'],
  ].map(([edition = '', language = '', name = '']) => ({
    edition,
    language,
    name: 'The Lake',
    description: null,
    locale: language,
    place: 'Yerevan',
    publisherName: 'The Lake',
    sections: [section('world', name)],
  })),
};
