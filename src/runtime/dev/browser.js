// Follows the dev server: loads the page anew when it may differ, and shows over it what is wrong with files.
// Served by `dateline dev` alone.

const STYLE = `
  :host { position: fixed; inset: auto 0 0; z-index: 2147483647; direction: ltr }
  section { box-sizing: border-box; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem; background: #1b1a17;
    color: #fdfcf9; border-block-start: 4px solid #d8432f; font: 14px/1.5 ui-monospace, monospace }
  section.warnings { border-color: #c98a00 }
  h2 { margin: 0 3rem .5rem 0; font: inherit; font-weight: 700 }
  button { position: absolute; inset: .75rem .75rem auto auto; padding: .25rem .6rem; font: inherit; cursor: pointer }
  p, pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
  pre { padding: .25rem 0 .25rem 1rem; white-space: pre; overflow-x: auto; color: #cfcabf }
  article { margin-block-start: .75rem }
  .place { color: #7cc7e8 }
  .cure { color: #8fd18f }
`;

let known = null;
let host = null;
let hidden = '';
let source = null;

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function show({ problems, more }) {
  host?.remove();
  host = null;
  const text = JSON.stringify(problems);
  if (problems.length === 0 || text === hidden) return;
  host = document.createElement('dateline-problems');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const section = element('section', '', errors > 0 ? '' : 'warnings');
  section.setAttribute('role', 'alert');
  const total = problems.length + more;
  section.append(
    element('h2', `${total} ${total === 1 ? 'problem' : 'problems'}; below is the last good version`),
  );
  for (const { severity, place, message, hint, frame } of problems) {
    const entry = document.createElement('article');
    const head = document.createElement('p');
    head.append(element('span', place, 'place'), ` ${severity}: ${message}`);
    entry.append(head);
    if (frame !== '') entry.append(element('pre', frame));
    entry.append(element('p', `→ ${hint}`, 'cure'));
    section.append(entry);
  }
  if (more > 0) section.append(element('p', `and ${more} more: npm run check:content`));
  const close = element('button', '×');
  close.setAttribute('aria-label', 'Hide');
  close.addEventListener('click', () => {
    hidden = text;
    host?.remove();
  });
  section.append(close);
  root.append(section);
  document.body.append(host);
}

function take({ data }) {
  const state = JSON.parse(data);
  const now = `${state.session} ${state.version}`;
  if (known !== null && known !== now) {
    location.reload();
    return;
  }
  known = now;
  show(state);
}

// A browser has few connections for a server, and a page that nobody sees needs none.
function follow() {
  source?.close();
  source = null;
  if (document.visibilityState === 'hidden') return;
  source = new EventSource('/-/dev/events');
  source.addEventListener('message', take);
}

document.addEventListener('visibilitychange', follow);
follow();
