import { stemmer as snowballEnglish } from '@orama/stemmers/english';
import { stemmer as snowballRussian } from '@orama/stemmers/russian';

/** So many letters stay. */
const SHORTEST = 3;

/** The nouns of -ություն, in every case and number. */
const ABSTRACT = /(?<=ությ)(?:ուն|ան|ամբ)(?:ներ)?(?:ից|ով|ում|ին|ի)?[նը]?$/;

/** Article, case and plural, each behind the one that it follows; the glide of Մոսկվայում goes with its case. */
const ENDINGS = [
  /ը$/,
  /(?<=[բ-դզթժլ-նպ-սվ-րցփքֆ])ն$/,
  /(?<=[աո])յ(?:ից|ով|ում|ին|ի)$/,
  /(?:ից|ով|ում|ին|ի)$/,
  /ն?եր$/,
];

/**
 * Takes the endings of nouns off an Armenian word in small letters. Snowball’s rules for Armenian take the roots
 * of common words (օրենք, law, becomes օր, day) and part the cases of one noun (կառավարություն, կառավարության).
 */
function stemArmenian(form: string): string {
  const noun = form.replace(ABSTRACT, '');
  if (noun !== form) return noun;
  let stem = form;
  for (let before = ''; before !== stem; ) {
    before = stem;
    for (const ending of ENDINGS) {
      const shorter = stem.replace(ending, '');
      if (shorter.length >= SHORTEST) stem = shorter;
    }
  }
  return stem;
}

/** What the inflected forms of a folded word have in common; the word itself in other scripts. Never empty. */
export function stemWord(form: string): string {
  if (/^[a-z]{3,}$/.test(form)) return stemEnglish(form);
  if (/^[а-яіїєґў]{3,}$/.test(form)) return stemRussian(form);
  if (/^[ա-ֆ]{4,}$/.test(form)) return stemArmenian(form);
  return form;
}

/** The library takes a letter too much from -tion and -sion: connection has to meet connect. */
function stemEnglish(form: string): string {
  const stem = snowballEnglish(form);
  const next = form.charAt(stem.length);
  const isCutShort = (next === 't' || next === 's') && form.startsWith(`${stem}${next}ion`);
  return isCutShort ? stem + next : stem || form;
}

/**
 * Snowball takes -ан, -ян, -ал and the like for ends of verbs, in some cases of a noun alone: Ереван would not
 * meet в Ереване, nor Пашинян его Пашиняном. Such an н or л is given back.
 */
function stemRussian(form: string): string {
  const stem = snowballRussian(form);
  const next = form.charAt(stem.length);
  const isCutShort = /[ая]$/.test(stem) && (next === 'н' || next === 'л') && form.startsWith(stem + next);
  return isCutShort ? stem + next : stem || form;
}
