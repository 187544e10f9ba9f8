/* Reading offline: tells the service worker what is read here, unless the reader has switched that off. */
const worker = navigator.serviceWorker;
const control = document.querySelector('[data-offline-switch]');
const box = control?.querySelector('input');
/* The front of the edition, as its manifest stands below it. */
const home = document
  .querySelector('link[rel="manifest"]')
  .getAttribute('href')
  .replace(/\/[^/]*$/, '');
const isKeepable =
  location.pathname === (home || '/') ||
  /^(?:\/[a-z]{2,3}(?:-[a-z0-9]+)*)?\/\d{4}\/\d\d\/\d\d\/[^/]+$/.test(location.pathname);
const isFile = (path) => /^\/(?:assets|pictures|media|articles)\//.test(path);
const mayKeep = isKeepable && !new URLSearchParams(location.search).has('page');
let isWatching = false;

function isOn() {
  try {
    return localStorage.getItem('offline') !== 'off';
  } catch {
    return false;
  }
}

async function start() {
  const wasSeen = worker.controller !== null;
  await worker.register('/service-worker.js', { updateViaCache: 'none' });
  const { active } = await worker.ready;
  if (!mayKeep || isWatching) return;
  isWatching = true;
  let page = wasSeen ? null : location.pathname;
  new PerformanceObserver((list) => {
    const urls = list.getEntries().map(({ name }) => new URL(name));
    const files = urls.filter((url) => url.origin === location.origin && isFile(url.pathname));
    if (isOn()) active.postMessage({ page, edition: home, files: files.map(({ pathname }) => pathname) });
    page = null;
  }).observe({ type: 'resource', buffered: true });
}

async function stop() {
  // Saved stories stay, as the reader asked for each of them.
  if (await caches.has('dateline-saved')) {
    await caches.open('dateline-only-saved');
    await caches.delete('dateline-pages');
    (await worker.getRegistration())?.active?.postMessage({ forgot: '' });
    return;
  }
  await (await worker.getRegistration())?.unregister();
  // `app` first: without it the worker keeps nothing more.
  for (const name of (await caches.keys()).sort()) {
    if (name.startsWith('dateline-')) await caches.delete(name);
  }
}

/* Saved stories need the worker also where nothing else is kept. */
const begin = async () => (isOn() || (await caches.has('dateline-saved'))) && start();

// Browsers have service workers on https and on this machine only.
if (worker && control) {
  box.checked = isOn();
  box.addEventListener('change', async () => {
    try {
      localStorage.setItem('offline', box.checked ? 'on' : 'off');
    } catch {}
    if (box.checked) await caches.delete('dateline-only-saved');
    await (box.checked ? start() : stop());
    dispatchEvent(new Event('dateline-kept'));
  });
  addEventListener('storage', () => {
    box.checked = isOn();
  });
  addEventListener('load', () => (self.requestIdleCallback ?? setTimeout)(() => begin().catch(() => {})));
} else if (control) control.hidden = true;
