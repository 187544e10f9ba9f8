/* A card becomes its player when a reader asks for it; until then no other host is asked for anything. */
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-player]');
  const isForElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (link === null || isForElsewhere || event.button !== 0) return;
  event.preventDefault();
  const frame = document.createElement('iframe');
  frame.className = 'embed__player';
  frame.title = link.dataset.title;
  if (link.dataset.lang) frame.lang = link.dataset.lang;
  frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.src = link.dataset.player;
  link.replaceWith(frame);
  frame.focus();
});
