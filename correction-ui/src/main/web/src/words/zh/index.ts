import type { Words } from '../language.js';

/** Chinese, one list a screen. */
export const zh: Words = {};
