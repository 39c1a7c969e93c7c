/**
 * Keeps the page on the tablet, so that it opens without a connection and says so. The page itself comes from the network
 * whenever that answers; files of a build never change and come from here. Nothing of the API or of robots is ever kept.
 */
declare const self: ServiceWorkerGlobalScope;
/** Told by the build, see `vite.config.ts`. */
declare const FILES: readonly string[];
declare const BUILD: string;

const CACHE = `fleetrl-${BUILD}`;

self.addEventListener('install', (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) {
    return;
  }
  if (event.request.mode === 'navigate' && url.pathname === '/') {
    event.respondWith(fetch(event.request).catch(() => kept('/')));
  } else if (FILES.includes(url.pathname)) {
    event.respondWith(kept(url.pathname));
  }
});

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(['/', ...FILES]);
}

async function dropOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function kept(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(path);
}

export {};
