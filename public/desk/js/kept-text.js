/* Texts that were typed and not saved, kept on this device, each under the person and the file it is of. */
const STORE = 'texts';

function open() {
  return new Promise((done, failed) => {
    const request = indexedDB.open('dateline-desk', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/* Without storage (a private window, a full disk) nothing is kept, and writing goes on. */
async function ask(mode, work) {
  try {
    const database = await open();
    try {
      return await new Promise((done, failed) => {
        const transaction = database.transaction(STORE, mode);
        const request = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => done(request.result);
        transaction.onabort = () => failed(transaction.error);
      });
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

/* Keeps the newest text: while one is being put away, only the last that comes meanwhile is next. */
export function createKeptText(key) {
  let busy = null;
  let next;
  const run = async () => {
    while (next !== undefined) {
      const work = next;
      next = undefined;
      await work();
    }
    busy = null;
  };
  const queue = (work) => {
    next = work;
    busy ??= run();
    return busy;
  };
  return {
    read: () => ask('readonly', (store) => store.get(key)),
    keep: (entry) => queue(() => ask('readwrite', (store) => store.put(entry, key))),
    forget: () => queue(() => ask('readwrite', (store) => store.delete(key))),
  };
}
