/* “Copy link” and the device’s own “Share …”. Style sheets show the first where scripts run. */
const share = document.querySelector('[data-share]');
if (share && navigator.share) share.parentElement.hidden = false;

document.addEventListener('click', async ({ target }) => {
  if (share?.contains(target)) {
    // Rejected where the reader thinks better of it.
    await navigator.share({ title: share.dataset.share, url: share.dataset.url }).catch(() => {});
    return;
  }
  const button = target.closest('[data-copy]');
  if (button === null) return;
  const { copy, done } = button.dataset;
  const label = button.textContent;
  if (label === done) return;
  const status = document.querySelector('[data-copied]');
  try {
    await navigator.clipboard.writeText(copy);
    button.textContent = done;
    status.textContent = done;
    setTimeout(() => {
      button.textContent = label;
      status.textContent = '';
    }, 2000);
  } catch {
    // No clipboard, as on plain http: the address bar at least shows the clean address to copy.
    location.href = copy;
  }
});
