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
export function stemArmenian(form: string): string {
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
