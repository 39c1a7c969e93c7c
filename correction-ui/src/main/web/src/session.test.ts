import { expect, test } from 'vitest';
import { WayOut } from './session.js';

function way(): { readonly out: WayOut; readonly log: string[]; online: boolean } {
  const seen: { out: WayOut; log: string[]; online: boolean } = {
    online: false,
    log: [],
    out: new WayOut(
      async () => (seen.online ? void seen.log.push('sent') : Promise.reject(new Error('no connection'))),
      () => seen.log.push('out'),
      () => seen.log.push('still in'),
    ),
  };
  return seen;
}

test('a sign-out that is lost is told, and sent again when a line names the same person', async () => {
  const seen = way();
  await seen.out.leave('ada');
  expect(seen.log).toEqual(['still in']);

  seen.online = true;
  seen.out.met('ada');
  await Promise.resolve();
  await Promise.resolve();
  expect(seen.log).toEqual(['still in', 'sent', 'out']);
  seen.out.met('ben');
  expect(seen.log).toHaveLength(3);
});

test('whoever signs in anew after a lost sign-out stays', async () => {
  const seen = way();
  await seen.out.leave('ada');
  seen.online = true;
  seen.out.stay();
  seen.out.met('ada');

  expect(seen.log).toEqual(['still in']);
});

test('whoever came after a lost sign-out is not signed out by it', async () => {
  for (const between of ['ben', undefined]) {
    const seen = way();
    await seen.out.leave('ada');
    seen.online = true;
    seen.out.met(between);
    seen.out.met('ada');

    expect(seen.log).toEqual(['still in']);
  }
});
