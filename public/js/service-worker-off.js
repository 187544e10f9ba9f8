/* Stands in for the service worker where the site keeps nothing offline: clears up and goes. */
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => {
  const leave = async () => {
    for (const name of await caches.keys()) if (name.startsWith('dateline-')) await caches.delete(name);
    await self.registration.unregister();
  };
  event.waitUntil(leave());
});
