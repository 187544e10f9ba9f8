/* The page of saved stories: those that the reader saved, with a button that removes them, and what was read lately. */
const { lang } = document.documentElement;
const DAY = { dateStyle: 'long', timeZone: 'UTC' };
const ANY = { ignoreVary: true };
const tabs = new BroadcastChannel('dateline-saved');
const item = document.querySelector('[data-saved-item]');

if (location.pathname.endsWith('/offline') && navigator.onLine) {
  for (const element of document.querySelectorAll('[data-online]')) {
    element.textContent = element.dataset.online;
    if (element.dataset.lang) element.lang = element.dataset.lang;
  }
}

/* What is kept in a cache, newest first: paths, and how to get the page. */
async function entriesOf(name) {
  if (!(await caches.has(name))) return [];
  const cache = await caches.open(name);
  const keys = (await cache.keys()).reverse();
  return keys.map((request) => ({ request, path: new URL(request.url).pathname, cache }));
}

async function show({ request, path, cache }, list) {
  const html = await (await cache.match(request, ANY)).text();
  const page = new DOMParser().parseFromString(html, 'text/html');
  const entry = item.content.cloneNode(true);
  const [heading, link, button] = entry.querySelectorAll('h3, a, button');
  const story = page.querySelector('article.article');
  heading.lang = story?.lang ?? list.dataset.lang ?? page.documentElement.lang;
  heading.dir = (story ?? page.documentElement).dir;
  link.href = path;
  link.textContent = story ? page.querySelector('h1').textContent : list.dataset.front;
  link.id = `story${path}`;
  const day = story?.querySelector('.article__header time').dateTime.slice(0, 10);
  if (day) entry.querySelector('.teaser__time').prepend(new Date(day).toLocaleDateString(lang, DAY));
  if (list.dataset.saved === 'lately') button.remove();
  else {
    button.id = `remove${path}`;
    button.setAttribute('aria-labelledby', `${button.id} ${link.id}`);
    button.addEventListener('click', async () => {
      await cache.delete(request, ANY);
      (await navigator.serviceWorker.getRegistration())?.active?.postMessage({ forgot: path });
      tabs.postMessage(path);
      await showAgain();
      document.querySelector('h1').focus();
    });
  }
  return entry;
}

/* One after the other, so that the last one shows what is kept now. */
let shown = Promise.resolve();
function showAgain() {
  shown = shown.catch(() => {}).then(showAll);
  return shown;
}

async function showAll() {
  const chosen = await entriesOf('dateline-saved');
  const read = await entriesOf('dateline-pages');
  const lately = read.filter(({ path }) => !chosen.some((one) => one.path === path));
  const lists = Object.entries({ chosen, lately }).map(async ([name, entries]) => {
    const list = document.querySelector(`[data-saved="${name}"]`);
    return [list, await Promise.all(entries.map((entry) => show(entry, list)))];
  });
  // Both are drawn at once: a reader never sees one list without the other.
  for (const [list, entries] of await Promise.all(lists)) {
    list.replaceChildren(...entries);
    list.parentElement.hidden = entries.length === 0;
  }
  document.querySelector('[data-saved-none]').hidden = chosen.length + lately.length > 0;
}

tabs.onmessage = showAgain;
// The switch in the footer changes what is kept.
addEventListener('dateline-kept', showAgain);
if (self.caches) await showAgain();
