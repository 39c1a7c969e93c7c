import { expect, test } from 'vitest';
import { within } from './view/live.js';

test('a picture of a 4K camera is drawn no wider than a tablet shows, in its own shape', () => {
  expect(within({ width: 3840, height: 2160 }, 1280)).toEqual({ width: 1280, height: 720 });
  expect(within({ width: 480, height: 360 }, 1280)).toEqual({ width: 480, height: 360 });
});
