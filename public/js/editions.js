/* Offers the edition that a reader's browser asks for, on the front of another one, until the reader has chosen. */
const CHOSEN = 'edition';
const offers = [...document.querySelectorAll('[data-offer]')];

function choice(language) {
  try {
    if (language !== undefined) localStorage.setItem(CHOSEN, language);
    return localStorage.getItem(CHOSEN);
  } catch {
    return language ?? null;
  }
}

/* Of `pt-BR` the offer for that, else for `pt`; the page's own language is as good as an offer of nothing. */
function offerFor(language) {
  const tags = offers.map((offer) => offer.lang).concat(document.documentElement.lang);
  for (let tag = language; tag !== ''; tag = tag.includes('-') ? tag.replace(/-[^-]*$/, '') : '') {
    const found = tags.find((one) => one.toLowerCase() === tag.toLowerCase());
    if (found !== undefined) return { isOwn: found === document.documentElement.lang, language: found };
  }
  return null;
}

if (choice() === null) {
  const found = navigator.languages.map(offerFor).find((one) => one !== null);
  if (found && !found.isOwn) {
    const offer = offers.find(({ lang }) => lang === found.language);
    offer.hidden = false;
    offer.querySelector('button').addEventListener('click', () => {
      choice(document.documentElement.lang);
      offer.hidden = true;
    });
  }
}

/* Whoever goes to a language by hand has chosen it. */
document.addEventListener('click', ({ target }) => {
  const link = target.closest('.editions a, [data-offer] a');
  if (link !== null) choice(link.hreflang);
});
