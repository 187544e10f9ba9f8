/** What previews say of themselves, and why one is not to be had. */
export const DESK_PREVIEW = {
  'preview-banner': 'Preview',
  'preview-story': 'This story is not published. Nobody finds this page who does not have its address.',
  'preview-site': 'The site as it is now, on a copy. Nobody finds this page who does not have its address.',
  'preview-site-at':
    'The site as it will be on {when}, if nothing changes until then. Nobody finds this page who does not have its address.',
  'preview-story-at':
    'The site as it will be on {when}, with this story published. Nobody finds this page who does not have its address.',
  'preview-until': 'The address works until {when}.',
  'preview-search-note': 'The search finds what is stored, and not the text that is shown in its place.',
  'preview-refused-title': 'This preview is not to be had',
  'preview-refused':
    'The address is not complete, or it was never one, or it does not work any more: each ends by itself after some days, and can be ended before. Ask whoever sent it for another.',
  'preview-gone-title': 'The story is not there any more',
  'preview-gone':
    'Its file was removed or renamed since this address was made. Ask whoever sent it for another.',
  'preview-none-title': 'This cannot be shown as it is',
  'preview-none':
    'The text has errors which keep it off the site. Nothing that readers see has changed; the preview is here again once it is mended.',
  'preview-pageless': 'This file has no page of its own.',
  'preview-off-title': 'There is no preview now',
  'preview-problem': '{file}, line {line}: {message}',
  'preview-not-allowed': 'Your role does not allow this. Ask an editor.',
  'preview-body-wrong':
    'A preview needs "file", a path below the content folder; of a draft, also its "text".',
  'preview-time-wrong':
    '"{text}" is no time that is still to come. Write it as 2026-12-04 09:00, in the time zone of the site.',
  'preview-link-unknown': 'There is no such link; it may have ended, or been ended.',
  'preview-links': 'Preview links',
  'preview-links-about':
    'Whoever has such an address sees what is not published, without logging in. It ends by itself, and at once where you end it; a story’s also when the story is published: it leads there then.',
  'preview-links-work': 'Links that work now',
  'preview-links-note': 'Shown as it is now. Made by {by}; works until {ends}.',
  'preview-links-note-at': 'Shown as it will be on {when}. Made by {by}; works until {ends}.',
  'preview-links-none': 'No preview link works now.',
  'preview-links-site': 'The whole site',
  'preview-links-end': 'End',
  'preview-links-new': 'New link',
  'preview-links-file': 'File of a story or page',
  'preview-links-file-hint': 'Such as articles/ferry.md; leave it empty for the whole site.',
  'preview-links-time': 'As it will be on',
  'preview-links-time-hint': 'Such as 2026-12-04 09:00; leave it empty for now.',
  'preview-links-days': 'Days that it works',
  'preview-links-make': 'Make link',
  'preview-links-made': 'Made just now',
} as const;
