/* Keeps what is read, for reading offline. The server puts `const VERSION = '…'; const EDITIONS = ['', 'ru'];` before it. */
const PREFIX = 'dateline-';
const PAGES = `${PREFIX}pages`;
const FILES = `${PREFIX}files`;
// Stories that the reader saved (story.js), kept until the reader removes them.
const SAVED = `${PREFIX}saved`;
// Being there, it says that the reader wants saved stories alone.
const ONLY_SAVED = `${PREFIX}only-saved`;
// Being there, it also says that the reader wants this: switching off deletes it, before the others.
const SHELL = `${PREFIX}app-${VERSION}`;
const OFFLINE = '/offline';
/* Where the edition of a path stands, '' for the site's own. */
const editionOf = (path) => {
  const [, first] = path.split('/');
  return EDITIONS.includes(first) && first !== '' ? `/${first}` : '';
};
const isFront = (path) => path === (editionOf(path) || '/');
const ARTICLES = 20;
// Bounds how long a story that was withdrawn can stay with a reader who never asks for it again.
const MAX_AGE_MS = 30 * 86_400e3;
const PICTURE_BYTES = 20e6;
const PATIENCE_MS = 3000;
const ANY = { ignoreVary: true };

const isArticle = (path) => /^(?:\/[a-z]{2,3}(?:-[a-z0-9]+)*)?\/\d{4}\/\d\d\/\d\d\/[^/]+$/.test(path);
const isKeepable = ({ pathname, searchParams }) =>
  !searchParams.has('page') && (isFront(pathname) || isArticle(pathname));
const pathOf = ({ url }) => new URL(url).pathname;
const isWhole = ({ status, type }) => status === 200 && type === 'basic';
const find = (cacheName, path) => caches.match(path, { cacheName, ...ANY });
const isOld = ({ headers }) => Date.now() - Date.parse(headers.get('Date')) > MAX_AGE_MS;

async function prepare(edition = '') {
  const page = edition + OFFLINE;
  const response = await fetch(page, { cache: 'no-cache' });
  if (!isWhole(response)) throw new Error(`${page}: ${response.status}`);
  const html = await response.clone().text();
  await (await caches.open(SHELL)).put(page, response);
  await keepFiles(
    Array.from(
      html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|woff2|svg))[#"]/g),
      (found) => found[1],
    ),
  );
}

async function keepFiles(paths) {
  const files = await caches.open(FILES);
  for (const path of paths) {
    if (await files.match(path, ANY)) continue;
    const response = await fetch(path, { cache: 'force-cache' }).catch(Response.error);
    if (isWhole(response) && (await caches.has(SHELL))) await files.put(path, response);
  }
  await sweep();
}

/*
 * Keeps a page, or drops the one that is no more. Other answers, such as errors, change nothing. Copies are read on other days:
 * times that are said by the day, “Friday”, become the whole dates of their titles.
 */
async function settle(path, response) {
  const isPage = isWhole(response) && response.headers.get('Content-Type')?.startsWith('text/html');
  const isGone = response.type === 'opaqueredirect' || response.status === 404 || response.status === 410;
  if (!(isPage || isGone) || !(await caches.has(SHELL))) return;
  // All of it, before the copy goes that it replaces.
  const html = isPage && (await response.text());
  const pages = await caches.open(PAGES);
  await pages.delete(path, ANY);
  const said = /(<time [^>]{1,99}) title="([^"]{1,99})"([^>]{1,99}>)[^<]{1,99}/g;
  if (isPage) await pages.put(path, new Response(html.replace(said, '$1$3$2'), response));
  const articles = (await pages.keys()).filter((request) => isArticle(pathOf(request)));
  for (const [index, request] of articles.reverse().entries()) {
    if (index >= ARTICLES || isOld(await pages.match(request, ANY))) await pages.delete(request, ANY);
  }
  await sweep();
}

/* A saved story stays as new as its reader has seen it, follows it to another address, and goes with it. */
async function renew(path, response) {
  if ((await find(SAVED, path)) === undefined) return;
  const saved = await caches.open(SAVED);
  if (isWhole(response)) return saved.put(path, response);
  if (response.type === 'opaqueredirect') {
    const { url } = await fetch(path, { headers: { Accept: 'text/html' } });
    const moved = pathOf({ url });
    if (!isArticle(moved)) return;
    await saved.put(moved, await fetch(moved, { headers: { Accept: 'text/html' } }));
  } else if (response.status !== 404 && response.status !== 410) return;
  await saved.delete(path, ANY);
}

/* Where no saved story is left and nothing else is wanted, nothing stays, the worker neither. */
async function forget() {
  if ((await (await caches.open(SAVED)).keys()).length === 0) {
    await caches.delete(SAVED);
    if (await caches.has(ONLY_SAVED)) {
      await self.registration.unregister();
      for (const name of [SHELL, ONLY_SAVED]) await caches.delete(name);
    }
  }
  await sweep();
}

async function textOf(cacheName) {
  if (!(await caches.has(cacheName))) return '';
  const kept = await (await caches.open(cacheName)).matchAll();
  return (await Promise.all(kept.map((response) => response.text()))).join();
}

/* Drops files that no kept page names, and the oldest pictures when they are too many, but for those of saved stories. */
async function sweep() {
  const files = await caches.open(FILES);
  const saved = await textOf(SAVED);
  const html = saved + (await textOf(PAGES)) + (await textOf(SHELL));
  let room = PICTURE_BYTES;
  for (const request of (await files.keys()).reverse()) {
    const path = pathOf(request);
    const response = await files.match(request, ANY);
    if (saved.includes(path)) continue;
    if (!path.startsWith('/assets/')) room -= response?.headers.get('Content-Length') ?? 0;
    if (room < 0 || !html.includes(path)) await files.delete(request, ANY);
  }
  // Switched off meanwhile: last of all, so that nothing is opened anew after it.
  if (!(await caches.has(SHELL))) await Promise.all([PAGES, FILES].map((name) => caches.delete(name)));
}

/* What is breaking is of its day: a kept copy is read without it, whenever and by whomever it was kept. */
async function keptOf({ pathname }) {
  const kept = (await find(PAGES, pathname)) ?? (await find(SAVED, pathname));
  const banner = /<aside class="banner"[\s\S]*?<\/aside>/;
  return kept && new Response((await kept.text()).replace(banner, ''), kept);
}

async function answer({ request, preloadResponse }) {
  return (await preloadResponse) ?? fetch(request);
}

/* The network; where it fails, or keeps the reader waiting, the kept copy; else the page that says so. */
async function navigate(event, url) {
  const keepable = isKeepable(url);
  const network = answer(event);
  if (keepable) {
    const copy = network.then((response) => [response.clone(), response.clone()]);
    const keep = async ([page, again]) => {
      await renew(url.pathname, again);
      if (!(await caches.has(ONLY_SAVED))) await settle(url.pathname, page);
    };
    event.waitUntil(copy.then(keep).catch(() => {}));
  }
  const late = async () => {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    return (await keptOf(url)) ?? network;
  };
  try {
    return await (keepable ? Promise.race([network, late()]) : network);
  } catch {
    const offline = async () =>
      (await find(SHELL, editionOf(url.pathname) + OFFLINE)) ?? (await find(SHELL, OFFLINE));
    return (keepable && (await keptOf(url))) || (await offline()) || Response.error();
  }
}

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(prepare());
});

self.addEventListener('activate', (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && ![PAGES, FILES, SAVED, ONLY_SAVED, SHELL].includes(name))
        await caches.delete(name);
    }
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(navigate(event, url));
  else if (/^(?:font|image|script)$/.test(request.destination)) {
    const kept = async () => (await find(FILES, url.pathname)) ?? Response.error();
    event.respondWith(fetch(request).catch(kept));
  }
});

/* From a page that is read: its files, and its path where this worker did not see it come. */
self.addEventListener('message', (event) => {
  const { page, files, edition = '', forgot } = event.data;
  const keep = async () => {
    if (forgot !== undefined) return forget();
    if (!(await caches.has(SHELL))) await prepare();
    // The page that says that there is no connection is kept in the languages that are read here.
    if (editionOf(edition) !== '' && (await find(SHELL, edition + OFFLINE)) === undefined)
      await prepare(edition);
    if (page)
      await settle(page, await fetch(page, { cache: 'force-cache', headers: { Accept: 'text/html' } }));
    await keepFiles(files);
  };
  event.waitUntil(keep().catch(() => {}));
});
