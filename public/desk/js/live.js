/* Keeps what a page shows up to date: told that something has changed, it asks for the page again and puts in what differs. */
const regions = () => document.querySelectorAll('[data-region]');

let isAsking = false;
let isStale = false;

async function refresh() {
  if (isAsking || document.hidden) {
    isStale = true;
    return;
  }
  isAsking = true;
  isStale = false;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    // Whoever was logged out meanwhile is shown the way in, at the next click.
    if (answer.ok && !answer.redirected)
      swap(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    // The connection is away; the stream tells when it is back.
  }
  isAsking = false;
  if (isStale) void refresh();
}

function swap(fresh) {
  for (const region of regions()) {
    const next = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
    if (next === null || next.outerHTML === region.outerHTML) continue;
    // What somebody types in stays.
    if (
      region.contains(document.activeElement) &&
      document.activeElement.matches(':is(input, textarea, select)')
    )
      continue;
    const focused = region.contains(document.activeElement) ? placeOf(region, document.activeElement) : null;
    const node = document.importNode(next, true);
    region.replaceWith(node);
    if (focused !== null) find(node, focused)?.focus({ preventScroll: true });
    node.dispatchEvent(new CustomEvent('dateline-swapped', { bubbles: true }));
  }
}

/* Where the focus is: on a link by its address, else by its place among its like. */
const placeOf = (region, element) => ({
  href: element.getAttribute('href'),
  name: element.localName,
  index: [...region.querySelectorAll(element.localName)].indexOf(element),
});
const find = (node, { href, name, index }) =>
  [...node.querySelectorAll(name)].find((one) => href !== null && one.getAttribute('href') === href) ??
  node.querySelectorAll(name)[index];

if (regions().length > 0) {
  const stream = new EventSource('/events');
  const lost = document.querySelector('[data-lost]');
  stream.addEventListener('changed', () => void refresh());
  stream.addEventListener('open', () => lost?.toggleAttribute('hidden', true));
  stream.addEventListener('error', () => {
    // A stream that ends by itself is opened again at once; a fault lasts.
    setTimeout(() => lost?.toggleAttribute('hidden', stream.readyState === EventSource.OPEN), 3_000);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isStale) void refresh();
  });
}
