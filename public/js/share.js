/* “Copy link”. Style sheets show the button where scripts run, so nothing is touched before it is used. */
document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copy]');
  if (button === null) return;
  const { copy, done } = button.dataset;
  const label = button.textContent;
  if (label === done) return;
  try {
    await navigator.clipboard.writeText(copy);
    button.textContent = done;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  } catch {
    // No clipboard, as on plain http: the address bar at least shows the clean address to copy.
    location.href = copy;
  }
});
