import type { ActionSource, EpisodeProgress, Robot } from '../protocol.js';
import type { State } from '../state.js';
import { doing, silence, waitsForPerson, type Recording } from '../select.js';
import { WORDS } from './icons.js';

/** State of a robot in a few words. */
export function word(state: State, robot: Robot): string {
  const holder = robot.state?.authority.holder ?? null;
  const what = doing(robot);
  switch (what) {
    case 'stale':
      return robot.seenAtMillis === 0 ? WORDS.stale : `${WORDS.stale} ${span(silence(state, robot))}`;
    case 'hold':
      return waitsForPerson(robot) ? 'Waits for a person' : WORDS.hold;
    case 'reset':
      return waitsForPerson(robot) ? 'Lay out the scene' : WORDS.reset;
    case 'human':
      return holder === state.operator ? 'You drive' : `${holder ?? 'Somebody'} drives`;
    case 'align':
      return holder === state.operator ? 'Ready for you' : `${holder ?? 'Somebody'} holds it`;
    default:
      return WORDS[what];
  }
}

const SIGNS: Readonly<Record<Recording, string>> = {
  on: '● Recording',
  off: '○ Not recording',
  paused: '◼ Recording paused',
  unknown: '? Recording unknown',
};

/** The recording sign: shape and words, never colour alone. */
export function recordingSign(what: Recording): string {
  return SIGNS[what];
}

export function driver(source: ActionSource | undefined): string {
  switch (source?.source) {
    case 'policy':
      return source.version;
    case 'demonstration':
      return `shown by ${source.by}`;
    case 'correction':
      return `corrected by ${source.operator}`;
    default:
      return '';
  }
}

/** Episode clock: steps count tenths of a second on the robots there are, and the birth message says so. */
export function clock(episode: EpisodeProgress, hz: number): string {
  return `${(episode.step / hz).toFixed(0)} / ${(episode.timeLimitSteps / hz).toFixed(0)} s`;
}

export function span(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** What a code does not say by itself. */
const REASONS: Readonly<Record<string, string>> = {
  'critic-stalled': 'Does not get on',
  'critic-sliding': 'Loses what it had',
};

/** Reasons travel as codes; nobody should have to read dashes. */
export function reason(code: string): string {
  const known = REASONS[code];
  if (known !== undefined) {
    return known;
  }
  const words = code.replace(/[A-Z_]{3,}/g, (shouted) => shouted.toLowerCase()).replace(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
