import { t } from './language.js';

/** What robots and services say, in English, with holes for names; it reaches the person in the tablet's language. */
export const SAID: readonly string[] = [
  '{who} holds this robot',
  '{who} holds this robot; hand back first',
  'only a robot in HOLD can resume',
  'the robot is stopped',
  'the robot is stopped; clear the stop first',
  'the robot is not stopped',
  'the robot does not answer',
  'this lease is over',
  'no episode is running',
  'an episode waits for its verdict; judge it first',
  'recording is not paused',
  'the command has expired; is a clock wrong?',
  'the message broker cannot be reached',
  'too many commands wait for an answer; try again in a moment',
  'sent, but no answer is awaited: too many commands wait for one',
  'sent, but no answer is awaited: the robot is not heard here',
  'no robot {who} is heard here',
  'sign in first',
  'sign in before you drive a robot',
  '{who} signed in at another tablet',
];

/** Codes as they travel, read as words. */
export const CODES: readonly string[] = [
  'Time out',
  'Taken over',
  'Handed back',
  'Resumed',
  'Released',
  'Stop cleared',
  'Stopped before restart',
  'Reset the scene',
  'Reset failed',
  'Recording paused',
  'Policy silent',
  'Policy answers',
  'Operator silent',
  'Operator moves',
  'Operator away',
  'Lease expired',
  'Episode over',
  'Done while held',
  'Done at start',
  'Detector silent',
  'Agent restarted',
  'Agent stopped',
  'Agent started',
  'Open',
  'Grasp',
  'Carry',
  'Close',
  'Place',
  'Align',
  'Insert',
  'Flap one',
  'Flap two',
  'Grasp label',
  'Done',
];

const PATTERNS = SAID.map((english) => ({
  english,
  pattern: new RegExp(`^${english.replace(/[.?*+^$()[\]\\|]/g, '\\$&').replace('{who}', '(?<who>.+?)')}$`),
}));

export function said(text: string): string {
  for (const { english, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found !== null) {
      return t(english, found.groups ?? {});
    }
  }
  return text;
}
