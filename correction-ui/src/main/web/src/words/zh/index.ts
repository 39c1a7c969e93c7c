import type { Words } from '../language.js';
import { operator } from './operator.js';
import { settings } from './settings.js';
import { show } from './show.js';
import { robot } from './robot.js';

/** Chinese, one list a screen. */
export const zh: Words = {
  ...robot,
  ...operator,
  ...settings,
  ...show,
};
