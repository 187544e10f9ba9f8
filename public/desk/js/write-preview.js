/* The page as readers will see it: a new one is loaded behind the old, and takes its place when it is there. */
/* As the answer's own policy says. */
const SANDBOX = ['scripts', 'forms', 'popups', 'popups-to-escape-sandbox'].map((what) => `allow-${what}`);
const WIDTHS = { narrow: 390, wide: 1180 };

export function createPreview(section) {
  const place = section.querySelector('[data-preview]');
  const tabs = section.querySelector('[data-preview-tabs]');
  // On a phone the page of a phone is what fits.
  let width = section.clientWidth < 600 ? 'narrow' : 'wide';
  let theme = null;
  let shown = null;

  function resize() {
    const room = place.clientWidth;
    const wanted = WIDTHS[width];
    const scale = Math.min(1, room / wanted);
    for (const frame of place.querySelectorAll('iframe')) {
      frame.style.inlineSize = `${Math.max(wanted, width === 'wide' ? room : wanted)}px`;
      frame.style.blockSize = `${place.clientHeight / scale}px`;
      frame.style.transform = `scale(${scale})`;
      frame.style.colorScheme = theme ?? '';
    }
  }

  function tellPressed() {
    for (const one of tabs.querySelectorAll('button')) {
      const isOn =
        one.dataset.width === undefined ? one.dataset.theme === theme : one.dataset.width === width;
      one.setAttribute('aria-pressed', String(isOn));
    }
  }
  tellPressed();

  for (const button of tabs.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      if (button.dataset.width !== undefined) width = button.dataset.width;
      else theme = theme === button.dataset.theme ? null : button.dataset.theme;
      tellPressed();
      resize();
    });
  }
  new ResizeObserver(resize).observe(place);

  return {
    show(address, title) {
      place.hidden = address === null && shown === null;
      if (address === null) return;
      section.querySelector('[data-preview-none]').hidden = true;
      tabs.hidden = false;
      const frame = document.createElement('iframe');
      frame.title = title;
      frame.setAttribute('sandbox', SANDBOX.join(' '));
      frame.src = address;
      frame.className = 'write__page';
      for (const late of place.querySelectorAll('[data-loading]')) late.remove();
      frame.dataset.loading = '';
      frame.addEventListener('load', () => {
        delete frame.dataset.loading;
        shown?.remove();
        shown = frame;
      });
      place.append(frame);
      resize();
    },
  };
}
