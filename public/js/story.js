/* What readers do with a story: hand it to the device’s own share sheet, copy its address, print it. */
const { dataset } = document.querySelector('[data-story]');
for (const element of document.querySelectorAll('[data-device]')) element.hidden = !navigator.share;

function tell(button, text) {
  const status = button.closest('[data-tools]').querySelector('[role="status"]');
  if (dataset.lang) status.lang = dataset.lang;
  status.textContent = text;
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

/* Saving a story on this device, until the reader removes it: with its pictures, files and letters, in a cache of its own. */
const saveButtons = document.querySelectorAll('[data-do="save"]');
const worker = navigator.serviceWorker;
const path = location.pathname;
const SAVED = 'dateline-saved';
const FILES = 'dateline-files';
const find = (cacheName) => caches.match(path, { cacheName, ignoreVary: true });

async function showSaved() {
  const isSaved = (await find(SAVED)) !== undefined;
  for (const button of saveButtons) {
    button.ariaPressed = isSaved;
    const { href } = button.querySelector('use');
    href.baseVal = href.baseVal.replace(/#.*/, isSaved ? '#saved' : '#save');
  }
  return isSaved;
}

async function save() {
  await worker.register('/service-worker.js', { updateViaCache: 'none' });
  await worker.ready;
  // Who has switched the rest off wants this story alone.
  if (localStorage.getItem('offline') === 'off') await caches.open('dateline-only-saved');
  const pages = await caches.open(SAVED);
  const page = await fetch(path, { cache: 'no-cache', headers: { Accept: 'text/html' } }).catch(() => {});
  const copy = page?.ok ? page : await find('dateline-pages');
  await pages.put(path, copy);
  const pictures = [...document.querySelectorAll('.article img')];
  for (const picture of pictures) picture.loading = 'eager';
  await Promise.allSettled(pictures.map((picture) => picture.decode()));
  const shown = performance.getEntriesByType('resource').map(({ name }) => name);
  const files = [
    ...shown.filter((url) => url.includes('/assets/')),
    ...pictures.map((one) => one.currentSrc),
  ];
  const cache = await caches.open(FILES);
  for (const url of new Set(files)) {
    if (!url.startsWith(location.origin) || (await cache.match(url, { ignoreVary: true }))) continue;
    const file = await fetch(url, { cache: 'force-cache' }).catch(() => {});
    if (file?.ok) await cache.put(url, file);
  }
  // Browsers clear up by themselves what nobody has asked them to keep.
  navigator.storage.persist?.();
}

async function forget() {
  await (await caches.open(SAVED)).delete(path, { ignoreVary: true });
  (await worker.getRegistration())?.active?.postMessage({ forgot: path });
}

if (worker && saveButtons.length > 0) {
  const tabs = new BroadcastChannel(SAVED);
  DEEDS.save = async (button) => {
    try {
      const wasSaved = button.ariaPressed === 'true';
      await (wasSaved ? forget() : save());
      tell(button, wasSaved ? dataset.forgotten : dataset.saved);
    } catch ({ name }) {
      await forget().catch(() => {});
      tell(button, name === 'QuotaExceededError' ? dataset.full : dataset.refused);
    }
    await showSaved().catch(() => {});
    tabs.postMessage(path);
  };
  // Saved or removed in another tab, or while this page lay in the browser’s history.
  tabs.onmessage = () => showSaved();
  addEventListener('pageshow', ({ persisted }) => persisted && showSaved());
  // Where the browser refuses its storage, that is said when a reader asks for it.
  showSaved().catch(() => {});
} else {
  for (const button of saveButtons) button.hidden = true;
}
