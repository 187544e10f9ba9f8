/* The reader’s choice of light, dark or the system’s, kept in this browser alone. Runs before the body is there. */
(() => {
  const root = document.documentElement;
  const metas = document.querySelectorAll('meta[name="theme-color"]');
  const [light, dark] = Array.from(metas, ({ content }) => content);
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
    for (const select of document.querySelectorAll('[name="theme"]')) select.value = chosen;
  }

  function offer() {
    const control = document.querySelector('[data-theme-switch]');
    control.addEventListener('change', ({ target }) => {
      chosen = target.value;
      try {
        localStorage.setItem('theme', chosen);
      } catch {}
      show();
    });
    show();
  }

  apply();
  // Chosen in another tab, or while this page lay in the browser’s history.
  addEventListener('storage', apply);
  addEventListener('pageshow', ({ persisted }) => persisted && apply());
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', offer);
  else offer();
})();
