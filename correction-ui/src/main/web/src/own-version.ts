/**
 * Whether this page is the one that the backend serves now. A page that was kept on the tablet while the backend was away may be
 * older, and must not drive by rules of before.
 */
export async function isServed(): Promise<boolean> {
  const served = await (await fetch('/', { cache: 'no-store' })).text();
  return own().every((script) => served.includes(script));
}

function own(): readonly string[] {
  return [...document.querySelectorAll('script[src]')].map((script) => script.getAttribute('src') ?? '');
}
