import { describe, expect, it } from 'vitest';
import { robot } from '../fixtures.js';
import type { Cohort, Robot } from '../protocol.js';
import { cohortOf, handsOff } from './cohort.js';

function inEpisode(cohort: Cohort, holder: string | null = null, rest: Partial<Robot> = {}): Robot {
  const seen = robot('r1', { holder }, rest);
  const { state } = seen;
  return state?.episode == null ? seen : { ...seen, state: { ...state, episode: { ...state.episode, plan: { ...state.episode.plan, cohort } } } };
}

describe('hands off', () => {
  it('is said while a policy is compared or measured, and not in practice', () => {
    expect(handsOff(inEpisode('CANARY'))).toContain('Canary: hands off');
    expect(handsOff(inEpisode('EVALUATION'))).toContain('Evaluation: hands off');
    expect(handsOff(inEpisode('TRAIN'))).toBe('');
  });

  it('comes too late where somebody helps already, and is not known of a robot that is not heard', () => {
    expect(handsOff(inEpisode('CANARY', 'ada'))).toBe('');
    expect(handsOff(inEpisode('CANARY', null, { stale: true }))).toBe('');
    expect(handsOff(robot('r1', {}, { state: null }))).toBe('');
  });
});

it('a cohort that no list has is evaluation', () => {
  expect(['CANARY', 'TRAIN', 'nothing', null].map(cohortOf)).toEqual(['CANARY', 'TRAIN', 'EVALUATION', 'EVALUATION']);
});
