/* What readers do with a story: hand it to the device’s own share sheet, copy its address, print it. */
const { dataset } = document.querySelector('[data-story]');
for (const element of document.querySelectorAll('[data-device]')) element.hidden = !navigator.share;

function tell(button, text) {
  button.closest('[data-tools]').querySelector('[role="status"]').textContent = text;
}

const DEEDS = {
  // Rejected where the reader thinks better of it.
  share: () => navigator.share({ title: dataset.story, url: dataset.url }).catch(() => {}),
  print: () => print(),
  async copy(button) {
    try {
      await navigator.clipboard.writeText(dataset.url);
      tell(button, dataset.copied);
    } catch {
      // No clipboard, as on plain http: the address bar at least shows the clean address to copy.
      location.href = dataset.url;
    }
  },
};

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-do]');
  if (button === null) return;
  tell(button, '');
  DEEDS[button.dataset.do](button);
});
