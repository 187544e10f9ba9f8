/* Reading offline: tells the service worker what is read here, unless the reader has switched that off. */
const worker = navigator.serviceWorker;
const control = document.querySelector('[data-offline-switch]');
const box = control?.querySelector('input');
const isKeepable =
  location.pathname === '/' ||
  /^(?:\/[a-z]{2,3}(?:-[a-z0-9]+)*)?\/\d{4}\/\d\d\/\d\d\/[^/]+$/.test(location.pathname);
const isFile = (path) => /^\/(?:assets|pictures|media|articles)\//.test(path);
const mayKeep = isKeepable && !new URLSearchParams(location.search).has('page');
const { lang } = document.documentElement;
const DAY = { dateStyle: 'long', timeZone: 'UTC' };
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
    if (isOn()) active.postMessage({ page, files: files.map(({ pathname }) => pathname) });
    page = null;
  }).observe({ type: 'resource', buffered: true });
}

async function stop() {
  await (await worker.getRegistration())?.unregister();
  // `app` first: without it the worker keeps nothing more.
  for (const name of (await caches.keys()).sort()) {
    if (name.startsWith('dateline-')) await caches.delete(name);
  }
}

async function listSaved() {
  const list = document.querySelector('[data-saved]');
  if (list === null) return;
  const isHere = location.pathname === '/offline' && navigator.onLine;
  for (const element of document.querySelectorAll('[data-online]')) {
    if (isHere) element.textContent = element.dataset.online;
  }
  const item = document.querySelector('[data-saved-item]');
  const pages = (await caches.has('dateline-pages')) ? await caches.open('dateline-pages') : null;
  const found = ((await pages?.keys()) ?? []).reverse().map(async (request) => {
    const html = await (await pages.match(request, { ignoreVary: true })).text();
    const saved = new DOMParser().parseFromString(html, 'text/html');
    const entry = item.content.cloneNode(true);
    const [heading, link] = entry.querySelectorAll('h2, a');
    const story = saved.querySelector('article.article');
    heading.lang = (story ?? saved.documentElement).lang;
    heading.dir = (story ?? saved.documentElement).dir;
    link.href = new URL(request.url).pathname;
    link.textContent = story ? saved.querySelector('h1').textContent : list.dataset.front;
    const day = story?.querySelector('.article__header time').dateTime.slice(0, 10);
    if (day) entry.querySelector('p').textContent = new Date(day).toLocaleDateString(lang, DAY);
    return entry;
  });
  const entries = await Promise.all(found);
  list.replaceChildren(...entries);
  document.querySelector('[data-saved-none]').hidden = entries.length > 0;
}

// Browsers have service workers on https and on this machine only.
if (worker && control) {
  box.checked = isOn();
  box.addEventListener('change', async () => {
    try {
      localStorage.setItem('offline', box.checked ? 'on' : 'off');
    } catch {}
    await (box.checked ? start() : stop());
    await listSaved();
  });
  addEventListener('storage', () => {
    box.checked = isOn();
  });
  addEventListener(
    'load',
    () => isOn() && (self.requestIdleCallback ?? setTimeout)(() => start().catch(() => {})),
  );
  await listSaved();
} else if (control) control.hidden = true;
