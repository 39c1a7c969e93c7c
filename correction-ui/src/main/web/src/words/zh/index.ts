import type { Words } from '../language.js';
import { cohort } from './cohort.js';
import { operator } from './operator.js';
import { people } from './people.js';
import { research } from './research.js';
import { review } from './review.js';
import { robot } from './robot.js';
import { rollout } from './rollout.js';
import { rounds } from './rounds.js';
import { settings } from './settings.js';
import { show } from './show.js';

/** Chinese, one list a screen. */
export const zh: Words = {
  ...cohort,
  ...robot,
  ...operator,
  ...settings,
  ...show,
  ...research,
  ...rollout,
  ...rounds,
  ...review,
  ...people,
};
