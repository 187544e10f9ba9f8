/* Makes passkeys and logs in with them, where the browser knows them: https://www.w3.org/TR/webauthn-3/ */
/* They belong to a name: an IP address has none. */
const hasName = !/^[\d.]+$|:/.test(location.hostname);
const isKnown =
  hasName &&
  window.isSecureContext &&
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

for (const box of document.querySelectorAll('[data-passkey]')) {
  const button = box.querySelector('button');
  const message = box.querySelector('[role="alert"]');
  if (!isKnown) {
    message.textContent = box.dataset.unsupported;
    continue;
  }
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    message.textContent = '';
    try {
      location.assign(await perform(box));
    } catch (error) {
      message.textContent = textFor(error, box.dataset);
      button.disabled = false;
      button.focus();
    }
  });
}
if (isKnown) for (const part of document.querySelectorAll('[data-passkey-or]')) part.hidden = false;

/* Asks the desk what to sign, the device to sign it, and the desk whether it is right. Returns where to go on. */
async function perform({ dataset }) {
  const options = await post(dataset.options, {});
  const credential =
    dataset.passkey === 'make'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        });
  const label = document.getElementById(dataset.label)?.value;
  const answer = await post(dataset.answer, { credential: credential.toJSON(), next: dataset.next, label });
  return answer.next;
}

class Refused extends Error {}

async function post(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      'X-Desk-Csrf': document.body.dataset.csrf ?? '',
    },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Refused([said.error.message, said.error.hint].filter(Boolean).join(' '));
  return said;
}

function textFor(error, { cancelled, known, failed }) {
  if (error instanceof Refused) return error.message;
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return cancelled;
  return error.name === 'InvalidStateError' ? known : failed;
}
