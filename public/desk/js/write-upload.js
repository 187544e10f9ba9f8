/* Pictures and files that are dropped, pasted or chosen are sent at once, with what is said of them; the text stays as it is. */
/* An address between brackets (CommonMark §6.3). */
const target = (src) => encodeURI(src).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
const bare = (text) => text.replace(/[[\]\\]/g, '\\$&');

export function createUploads(form, { csrf, insert, tell }) {
  const box = form.querySelector('[data-uploads]');
  const input = form.querySelector('[data-upload]');
  if (box === null || input === null) return { add() {} };
  const list = box.querySelector('[data-upload-list]');
  const item = box.querySelector('template');
  // With script, each picture has fields of its own.
  box.querySelector('[data-without-script]').remove();

  /* XMLHttpRequest alone tells how far an upload has come. */
  function send(file, progress) {
    const data = new FormData();
    data.append('story', form.dataset.file);
    data.append('upload', file);
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open('POST', '/upload');
      request.setRequestHeader('X-Desk-Csrf', csrf);
      request.setRequestHeader('accept', 'application/json');
      request.responseType = 'json';
      request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
        if (lengthComputable) progress.value = loaded / total;
      });
      request.addEventListener('loadend', () => done({ ok: request.status === 201, said: request.response }));
      request.send(data);
    });
  }

  async function add(file) {
    const entry = item.content.cloneNode(true).firstElementChild;
    const part = (name) => entry.querySelector(`[data-${name}]`);
    part('name').textContent = file.name;
    list.append(entry);
    const { ok, said } = await send(file, part('progress'));
    part('progress').remove();
    if (!ok) {
      const why = [said?.error?.message, said?.error?.hint].filter(Boolean).join(' ');
      part('told').textContent = box.dataset.failed.replace('{why}', why || form.dataset.offline);
      part('told').className = 'fault';
      return;
    }
    part('told').textContent = box.dataset.added.replace('{name}', said.name);
    if (!said.isPicture) {
      insert(`[${bare(file.name)}](${target(said.src)})`);
      return;
    }
    const about = part('about');
    about.hidden = false;
    const picture = part('picture');
    picture.src = URL.createObjectURL(file);
    let focus = '';
    picture.addEventListener('click', ({ offsetX, offsetY }) => {
      const percent = (at, whole) => `${Math.round(Math.min(Math.max(at / whole, 0), 1) * 100)}%`;
      focus = `${percent(offsetX, picture.clientWidth)} ${percent(offsetY, picture.clientHeight)}`;
      part('focus').textContent = focus;
    });
    const value = (name) => part(name).value.replace(/\s+/g, ' ').trim();
    const needsAlt = () => {
      const isMissing = value('alt') === '' && !part('decorative').checked;
      if (isMissing) part('alt').focus();
      return isMissing;
    };
    part('into').addEventListener('click', () => {
      if (needsAlt()) return;
      const caption = [value('caption'), value('credit')].filter(Boolean).join(' ');
      const title = caption === '' ? '' : ` "${caption.replace(/[\\"]/g, '\\$&')}"`;
      insert(`![${bare(value('alt'))}](${target(said.src)}${title})`);
    });
    part('lead').addEventListener('click', () => {
      if (needsAlt()) return;
      const lead = {
        src: said.src,
        alt: value('alt'),
        caption: value('caption'),
        credit: value('credit'),
        focus,
      };
      for (const [name, text] of Object.entries(lead)) {
        const own = form.elements.namedItem(`field.image.${name}`);
        if (own !== null && (text !== '' || name === 'src')) own.value = text;
      }
      form.elements.namedItem('field.image.src')?.dispatchEvent(new Event('change'));
    });
  }

  const addAll = async (files) => {
    tell('');
    box.open = true;
    for (const file of files) await add(file);
  };
  input.addEventListener('change', () => {
    const files = [...input.files];
    input.value = '';
    void addAll(files);
  });
  return { add: addAll };
}
