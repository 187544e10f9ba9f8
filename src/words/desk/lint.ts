/** What the desk says of a story before it goes out. */
export const DESK_LINT = {
  'lint-headline-good': 'The headline has {length} characters and fits search results and share cards.',
  'lint-headline-cut': 'The headline has {length} characters. Search results may show it up to “{shown}…”.',
  'lint-headline-long':
    'The headline has {length} characters. Search results may show it up to “{shown}…”, and share cards cut it as well: shorten it, with what matters first.',
  'lint-headline-short':
    'The headline has {length} characters, which says little where it stands alone, as on lists and share cards: name who did what.',
  'lint-headline-twice':
    'Another story of the last days has the same headline ({file}), so that readers take one for the other: change one of the two.',
  'lint-headline-capitals':
    'The headline is in capitals, which are hard to read and which search engines may change: write it as a sentence.',
  'lint-headline-stop': 'The headline ends with a full stop: headlines have none.',
  'lint-standfirst-good': 'The standfirst has {length} characters.',
  'lint-standfirst-none':
    'There is no standfirst: lists, search results and share cards show the beginning of the text, or nothing. Say in one sentence what happened and why it matters.',
  'lint-standfirst-same': 'The standfirst repeats the headline: say what the headline leaves out.',
  'lint-standfirst-long':
    'The standfirst has {length} characters, more than lists and search results show: keep it to one or two sentences.',
  'lint-standfirst-short':
    'The standfirst has {length} characters: there is room for what the headline leaves out.',
  'lint-author-good': 'Every author has a page.',
  'lint-author-none':
    'The story names no author: readers and search engines want to know who wrote it. Give a name, or that of the desk or agency.',
  'lint-author-unknown':
    '{name} has no file, so that the byline’s page says nothing about who that is: add {file}, or correct the name.',
  'lint-section-none': 'The story is in no section, so that no section front has it: choose one.',
  'lint-topics-none': 'The story has no topics, by which readers find more of the same: give one to three.',
  'lint-picture-good': 'The lead picture is large enough, and has its description and credit.',
  'lint-picture-none':
    'There is no lead picture: fronts show the story without one, and a card with its headline is made for sharing.',
  'lint-picture-small':
    'The lead picture is {width} pixels wide. Large share cards and Google Discover want at least 1200: use a larger one.',
  'lint-picture-tall':
    'The lead picture is taller than wide, and most places show it wide: set the point of focus, so that nobody’s head is cut off.',
  'lint-picture-alt':
    'The lead picture has no description for those who cannot see it: say in a sentence what it shows.',
  'lint-picture-credit': 'The lead picture has no credit: name who took it, or whose it is.',
  'lint-date-far': 'The story is embargoed until {day}, {days} days from now: check the year.',
  'lint-date-old':
    'The date is {day}, {days} days ago, so that the story will stand below everything newer: set it to today if it is new.',
  'lint-updated-ahead': '“updated” lies ahead: readers would see a time that has not come.',
  'lint-expires-past':
    '“expires” is over before readers could see the story: set a later time, or take it out.',
  'lint-correction-ahead': 'A correction is dated ahead: give it the day on which it was made.',
  'lint-correction-early': 'A correction is dated before the story itself: check its date.',
  'lint-link-dead':
    'The link to {address} leads nowhere on this site: correct the address, or take the link out.',
  'lint-links-good':
    '{count, plural, one {The link} other {All # links}} to this site {count, plural, one {leads} other {lead}} somewhere.',
  'lint-text-undivided':
    'The text is long and has no subheads: put one every five or six paragraphs, so that readers find their way.',
  'lint-paragraph-long': 'A paragraph is very long for a phone (“{opening}…”): divide it.',
} as const;
