/* The reader’s choice of light, dark or the system’s, kept in this browser alone. */
const root = document.documentElement;
const metas = document.querySelectorAll('meta[name="theme-color"]');
const [light, dark] = Array.from(metas, ({ content }) => content);
const controls = document.querySelector('[data-theme-switch]');
let chosen = 'system';

function apply() {
  try {
    const kept = localStorage.getItem('theme');
    chosen = kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    // No storage: the choice lasts for this page.
  }
  show();
}

function show() {
  if (chosen === 'system') delete root.dataset.theme;
  else root.dataset.theme = chosen;
  metas.forEach((meta, index) => {
    meta.content = (chosen === 'system' ? index === 1 : chosen === 'dark') ? dark : light;
  });
  for (const input of controls.querySelectorAll('input')) input.checked = input.value === chosen;
}

controls.addEventListener('change', ({ target }) => {
  chosen = target.value;
  try {
    if (chosen === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', chosen);
  } catch {}
  show();
});
// Chosen in another tab, or while this page lay in the browser’s history.
addEventListener('storage', apply);
addEventListener('pageshow', ({ persisted }) => persisted && apply());

apply();
controls.hidden = false;
