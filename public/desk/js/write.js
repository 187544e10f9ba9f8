/* The writing page with script: an editor over the field, what is wrong as one types, saving without leaving, nothing lost. */
import { joinTexts } from 'desk/join-texts.js';
import { createKeptText } from 'desk/kept-text.js';
import { createPlainEditor } from 'desk/plain-editor.js';
import { createCompletion } from 'desk/write-complete.js';
import { createPreview } from 'desk/write-preview.js';
import { createUploads } from 'desk/write-upload.js';

const form = document.querySelector('[data-write]');
const { csrf, nonce } = document.body.dataset;
const { file } = form.dataset;
const field = form.elements.namedItem('text');
const base = form.elements.namedItem('base');
const find = (name) => form.querySelector(`[data-${name}]`);
const isReadOnly = 'readOnly' in form.dataset;
const tab = crypto.randomUUID();
const tabs = new BroadcastChannel('dateline-write');
const kept = createKeptText(`${form.dataset.person} ${file}`);
const savedSaid = find('saved').textContent;

const PAUSE_MS = 500;
const BEAT_MS = 15_000;
let nth = 0;
let saved = form.hasAttribute('data-unsaved') ? null : field.value;
let isAway = false;

const headers = { Accept: 'application/json', 'Content-Type': 'application/json', 'X-Desk-Csrf': csrf };
const post = (path, body, more = {}) =>
  fetch(path, { method: 'POST', headers, body: JSON.stringify(body), ...more });
const isDirty = () => editor.text() !== saved;

function tell(text, tone = '') {
  const told = find('told');
  for (const one of ['good', 'fault']) told.classList.toggle(`notice--${one}`, one === tone);
  told.textContent = text;
  told.hidden = text === '';
  if (text !== '') find('notice')?.remove();
}

/* What is typed is kept on this device until it is saved. */
function changed() {
  find('saved').textContent = isDirty() ? form.dataset.changed : (form.dataset.savedAt ?? savedSaid);
  if (isDirty()) void kept.keep({ text: editor.text(), base: base.value, at: Date.now() });
  else void kept.forget();
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE_MS);
}

let timer;
let editor = createPlainEditor(field, { onChange: changed });
const preview = createPreview(document.querySelector('.write__preview'));

/* The form's fields as they are to be sent, each once. */
function sent(submitter) {
  const data = new FormData(form, submitter);
  data.delete('csrf');
  data.delete('yours');
  return Object.fromEntries(data);
}

/* One look after the other; what changes meanwhile is looked at next. */
let isChecking = false;
let isStale = false;
async function check() {
  clearTimeout(timer);
  isStale = isChecking;
  if (isChecking) return;
  isChecking = true;
  try {
    await checkNow();
  } catch {
    // The desk does not answer; the next change asks again.
  }
  isChecking = false;
  if (isStale) void check();
}

async function checkNow() {
  const text = editor.text();
  const answer = await post('/check', sent());
  const said = await answer.json();
  if (!answer.ok) {
    if (said.kind === 'refused') tell(`${said.message} ${said.hint}`, 'fault');
    return;
  }
  // Fields that were filled in change their line, unless somebody went on writing meanwhile: then the next look does.
  if (said.text !== text) {
    if (editor.text() !== text) {
      isStale = true;
      return;
    }
    editor.replace(said.text);
    clearTimeout(timer);
  }
  for (const { name, former, value } of said.fields) {
    const input = form.elements.namedItem(name);
    const was = form.elements.namedItem(former);
    if (value === null || input === null || was === null) continue;
    const isUntouched = input.value === was.value || said.text !== text;
    was.value = value;
    if (isUntouched && document.activeElement !== input) input.value = value;
  }
  editor.showProblems(said.problems);
  find('state').innerHTML = said.stateHtml;
  preview.show(said.frame, document.querySelector('.write__preview').getAttribute('aria-label'));
}

/* One save after the other: each begins from what the one before it made. */
let saving = Promise.resolve();
function save(submitter) {
  saving = saving.then(() => saveNow(submitter));
  return saving;
}

async function saveNow(submitter) {
  const path = new URL(submitter?.formAction || form.action).pathname;
  const text = editor.text();
  nth += 1;
  find('saved').textContent = form.dataset.saving;
  const answer = await post(path, { ...sent(submitter), text, tab, nth: String(nth) }).catch(() => null);
  const said = await answer?.json().catch(() => null);
  if (answer === null || said === null || said === undefined) {
    find('saved').textContent = form.dataset.changed;
    tell(form.dataset.offline, 'fault');
    return false;
  }
  if (said.kind === 'conflict') {
    // The page shows both texts, and has all that was typed.
    isAway = true;
    form.action = path;
    form.submit();
    return false;
  }
  if (!answer.ok) {
    find('saved').textContent = form.dataset.changed;
    const { message, hint } = said.kind === 'refused' ? said : said.error;
    tell([message, hint].filter(Boolean).join(' '), 'fault');
    return false;
  }
  // What somebody else changed where one went on typing is joined by the next save, which begins from what this one did.
  const joined = joinTexts(text, said.text, editor.text());
  if (joined !== null) {
    base.value = said.digest;
    saved = said.text;
    editor.replace(joined);
  }
  for (const name of ['conflict', 'correction', 'minor']) {
    const one = form.elements.namedItem(name);
    if (one?.type === 'hidden') one.remove();
    else if (one?.type === 'checkbox') one.checked = false;
    else if (one !== null) one.value = '';
  }
  form.dataset.savedAt = said.savedAt;
  for (const was of form.querySelectorAll('input[name^="was."]')) {
    const input = form.elements.namedItem(was.name.replace('was.', 'field.'));
    was.value = input?.value ?? was.value;
  }
  changed();
  tell(said.message, 'good');
  tabs.postMessage({ file, text: said.text, digest: said.digest, savedAt: said.savedAt });
  history.replaceState(null, '', `/write?file=${encodeURIComponent(file)}`);
  return true;
}

/* Renaming and deleting leave the page, and looking at it opens another; they are sent as they are, once the text is saved. */
const LEAVING = ['/rename', '/delete', '/undo'];

form.addEventListener('submit', (event) => {
  const { submitter } = event;
  if (submitter?.name === 'take' || submitter?.formTarget === '_blank') {
    isAway = submitter.name === 'take';
    return;
  }
  const path = new URL(submitter?.formAction || form.action).pathname;
  event.preventDefault();
  if (!LEAVING.includes(path)) {
    void save(submitter);
    return;
  }
  void (async () => {
    if (path === '/rename' && isDirty() && !(await save(null))) return;
    isAway = true;
    await kept.forget();
    form.action = path;
    form.submit();
  })();
});

for (const input of form.querySelectorAll('[data-field]'))
  input.addEventListener('change', () => void check());

addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  if (event.key === 's') {
    event.preventDefault();
    if (!isReadOnly) void save(null);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    void check();
  }
});
addEventListener('beforeunload', (event) => {
  if (!isAway && !isReadOnly && isDirty()) event.preventDefault();
});

tabs.onmessage = ({ data }) => {
  if (data.file !== file || data.digest === base.value) return;
  if (isDirty()) {
    tell(form.dataset.otherTab);
    return;
  }
  base.value = data.digest;
  saved = data.text;
  form.dataset.savedAt = data.savedAt;
  editor.replace(data.text);
  changed();
};

/* Who else has it open. */
async function beat(isLeaving = false) {
  const answer = await post('/presence', { file, tab, isLeaving }, { keepalive: true }).catch(() => null);
  if (answer?.ok && !isLeaving) find('here').textContent = (await answer.json()).here;
}
addEventListener('pagehide', () => void beat(true));
addEventListener('pageshow', ({ persisted }) => persisted && void beat());
document.addEventListener('visibilitychange', () => void beat());
setInterval(() => void beat(), BEAT_MS);

/* Text of before, from a tab that was closed or a connection that was lost. */
async function offerKept() {
  const entry = await kept.read();
  if (entry === undefined || isReadOnly || entry.text === editor.text()) return;
  const box = find('kept');
  const text = entry.base === base.value ? box.dataset.text : box.dataset.older;
  box.querySelector('p').textContent = text.replace(
    '{time}',
    new Date(entry.at).toLocaleString(document.documentElement.lang),
  );
  box.hidden = false;
  box.querySelector('[data-restore]').addEventListener('click', () => {
    // It is saved as a change of what it began from, so that what came since stays.
    base.value = entry.base;
    editor.replace(entry.text);
    box.hidden = true;
    editor.focus();
  });
  box.querySelector('[data-discard]').addEventListener('click', () => {
    box.hidden = true;
    void kept.forget();
  });
}

const uploads = createUploads(form, { csrf, insert: (text) => editor.insert(text), tell });
try {
  const { createEditor } = await import('desk/write-editor.js');
  editor = createEditor(field, find('editor'), {
    nonce,
    isReadOnly,
    words: {
      file,
      label: form.querySelector('label[for="text"]').textContent,
      language: form.dataset.language,
      fix: form.dataset.fix,
    },
    complete: createCompletion(file),
    onChange: changed,
    onFiles: (files) => void uploads.add(files),
  });
} catch {
  tell(form.dataset.failed);
}
if (!find('editor').hidden) form.dataset.scripted = '';
find('state').addEventListener('click', ({ target }) => {
  const problem = target.closest('[data-line]');
  if (problem !== null) editor.goTo(Number(problem.dataset.line));
});
await offerKept();
const line = Number(new URLSearchParams(location.search).get('line'));
if (line > 0) editor.goTo(line);
void beat();
void check();
