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
  'preview-gone-title': 'The story is not there any more',
  'preview-gone':
    'Its file was removed or renamed since this address was made. Ask whoever sent it for another.',
  'preview-none-title': 'This cannot be shown as it is',
  'preview-none':
    'The text has errors which keep it off the site. Nothing that readers see has changed; the preview is here again once it is mended.',
  'preview-pageless': 'This file has no page of its own.',
  'preview-problem': '{file}, line {line}: {message}',
} as const;
