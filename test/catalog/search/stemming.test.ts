import { describe, expect, test } from 'vitest';
import { foldWord } from '../../../src/catalog/search/fold-word.ts';
import { BY_SCRIPT, stemmingOf } from '../../../src/catalog/search/stemming.ts';

/** Real words of news, a noun or verb in each line with its forms. */
describe.each([
  [
    'ar',
    'حكومة الحكومة والحكومة للحكومة بالحكومة حكومات حكومية',
    'انتخاب الانتخابات انتخابية',
    'رئيس الرئيس رئيسة للرئيس',
    'معلم المعلمون والمعلمين',
    'لبنان لبناني اللبنانية',
    'مدينة المدينه',
  ],
  ['da', 'regering regeringen regeringer', 'valg valget valgene'],
  [
    'de',
    'Regierung Regierungen',
    'Haus Häuser Häusern',
    'Straße Straßen strasse',
    'Bürger Bürgern',
    'Stadt Städte',
  ],
  ['el', 'κυβέρνηση κυβερνήσεις ΚΥΒΕΡΝΗΣΗΣ', 'υπουργός υπουργοί υπουργών', 'πόλη πόλεις'],
  ['es', 'elección elecciones', 'acuerdo acuerdos', 'país países', 'ministro ministra ministros'],
  ['fa', 'کتاب کتابها کتابهای كتاب', 'دانشگاه دانشگاهها'],
  ['fi', 'ministeri ministerin ministerit'],
  [
    'fr',
    'élection élections ELECTION',
    'gouvernement gouvernements',
    'travail travails',
    'national nationale nationaux',
  ],
  ['hi', 'सरकार सरकारें सरकारों', 'मंत्री मंत्रियों'],
  ['hr', 'vlada vlade vladu', 'zakon zakona zakoni'],
  ['hu', 'kormány kormánya kormányt', 'választás választások', 'város városban'],
  ['id', 'pemilihan pilih memilih', 'putusan keputusan memutuskan'],
  ['it', 'elezione elezioni', 'legge leggi', 'governo governi'],
  ['lt', 'vyriausybė vyriausybės vyriausybę'],
  ['nb', 'regjering regjeringen', 'valg valget'],
  ['nl', 'regering regeringen', 'verkiezing verkiezingen'],
  ['pt', 'eleição eleições eleicoes', 'decisão decisões', 'hospital hospitais', 'informação informações'],
  ['ro', 'guvern guvernul guvernului', 'lege legea legii'],
  ['sr', 'влада владе vlada', 'избори избора'],
  ['sv', 'regering regeringen', 'stad staden'],
  [
    'tr',
    'hükümet hükümeti hükümete hükümetten hükümetler HÜKÜMETİN',
    'bakan bakanı bakanın bakanlar',
    'bakanlık bakanlığı bakanlığın',
    'kitap kitabı kitaplar',
    'belediye belediyesi belediyenin',
    'polis polisi polisler',
  ],
  ['uk', 'місто міста містом', 'депутат депутата депутати', 'Україна України Україною', 'область області'],
])('one stem in %s for', (language, ...groups) => {
  test.each(groups)('%s', (words) => {
    const stems = words.split(' ').map((word) => foldWord(word, stemmingOf(language)).stem);
    expect([...new Set(stems)]).toHaveLength(1);
  });
});

test.each([
  ['ar', 'لبنان', 'لبن'],
  ['ar', 'الله', 'له'],
  ['de', 'Land', 'Länge'],
  ['fr', 'gouvernement', 'gouverneur'],
  ['tr', 'kadın', 'kadı'],
  ['tr', 'dolar', 'do'],
  ['tr', 'polis', 'pol'],
  ['uk', 'місто', 'міст'.concat('ок')],
])('in %s, %s and %s stay apart', (language, one, other) => {
  const stemming = stemmingOf(language);
  expect(foldWord(one, stemming).stem).not.toBe(foldWord(other, stemming).stem);
});

test('languages without rules of their own, and words in other letters, are stemmed by script', () => {
  for (const language of [
    'en',
    'en-GB',
    'ru',
    'hy',
    'pl',
    'ka',
    'zh',
    'ta',
    'bg',
    'x-unknown',
    'constructor',
  ]) {
    expect(stemmingOf(language)).toBe(BY_SCRIPT);
  }
  for (const word of ['elections', 'выборами', 'ընտրություններ']) {
    expect(foldWord(word, stemmingOf('ar')).stem).toBe(foldWord(word).stem);
  }
  expect(stemmingOf('pt-BR')).toBe(stemmingOf('pt'));
});

test('no word is without a stem, whatever the language', () => {
  for (const language of [
    'ar',
    'de',
    'el',
    'fa',
    'fi',
    'fr',
    'hi',
    'hu',
    'id',
    'lt',
    'pt',
    'ro',
    'sr',
    'tr',
    'uk',
  ]) {
    const { stem } = stemmingOf(language);
    for (let code = 0x61; code < 0x1000; code += 1) {
      const word = String.fromCharCode(code).repeat(4);
      expect(stem(word)).not.toBe('');
    }
  }
});
