import type { ActionSource, EpisodeProgress, Robot } from '../protocol.js';
import type { State } from '../state.js';
import { doing, silence, waitsForPerson, type Recording } from '../select.js';
import { WORDS } from './icons.js';
import { t } from '../words/language.js';

/** State of a robot in a few words. */
export function word(state: State, robot: Robot): string {
  const holder = robot.state?.authority.holder ?? null;
  const what = doing(robot);
  switch (what) {
    case 'stale':
      return robot.seenAtMillis === 0 ? WORDS.stale : `${WORDS.stale} ${span(silence(state, robot))}`;
    case 'hold':
      return waitsForPerson(robot) ? t('Waits for a person') : WORDS.hold;
    case 'reset':
      return waitsForPerson(robot) ? t('Lay out the scene') : WORDS.reset;
    case 'human':
      return holder === state.operator ? t('You drive') : t('{who} drives', { who: holder ?? t('Somebody') });
    case 'align':
      return holder === state.operator ? t('Ready for you') : t('{who} holds it', { who: holder ?? t('Somebody') });
    default:
      return WORDS[what];
  }
}

const SIGNS: Readonly<Record<Recording, string>> = {
  on: t('● Recording'),
  off: t('○ Not recording'),
  paused: t('◼ Recording paused'),
  unknown: t('? Recording unknown'),
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
      return t('shown by {who}', { who: source.by });
    case 'correction':
      return t('corrected by {who}', { who: source.operator });
    default:
      return '';
  }
}

/** Episode clock: steps count tenths of a second on the robots there are, and the birth message says so. */
export function clock(episode: EpisodeProgress, hz: number): string {
  return `${(episode.step / hz).toFixed(0)} / ${t('{n} s', { n: (episode.timeLimitSteps / hz).toFixed(0) })}`;
}

export function span(seconds: number): string {
  return seconds < 90 ? t('{n} s', { n: seconds }) : seconds < 5400 ? t('{n} min', { n: Math.round(seconds / 60) }) : t('{n} h', { n: Math.round(seconds / 3600) });
}

/** What a code does not say by itself. */
const REASONS: Readonly<Record<string, string>> = {
  'show-the-task': t('Waits to be shown its task'),
  'critic-stalled': t('Does not get on'),
  'critic-sliding': t('Loses what it had'),
};

/** Reasons travel as codes; nobody should have to read dashes. */
export function reason(code: string): string {
  const known = REASONS[code];
  if (known !== undefined) {
    return known;
  }
  const words = code.replace(/[A-Z_]{3,}/g, (shouted) => shouted.toLowerCase()).replace(/[-_]/g, ' ');
  return t(words.charAt(0).toUpperCase() + words.slice(1));
}
