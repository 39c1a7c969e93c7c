import { describe, expect, it } from 'vitest';
import type { CollectionProgress, EpisodeManifest } from './api.js';
import { robot, tablet } from './fixtures.js';
import type { Robot } from './protocol.js';
import { collectionId, mine, showing, tally } from './show.js';
import type { State } from './state.js';

const collection = (id: string, by: string, at: string, complete = false): CollectionProgress => ({
  request: { id, task: 'pick', cohort: 'TRAIN', driver: { source: 'demonstration', by }, episodes: 3, firstSeed: 1, pace: 1, robot: at },
  judged: 0,
  successes: 0,
  running: 0,
  complete,
  etaSeconds: null,
});
const OURS = collection('c', 'ada', 'cell-1');

function shown(by: string, authority: Parameters<typeof robot>[1], step = 10): Robot {
  const made = robot('cell-1', authority);
  const state = made.state!;
  return { ...made, state: { ...state, episode: { ...state.episode!, step, plan: { ...state.episode!.plan, driver: { source: 'demonstration', by } } } } };
}
const claimed = (state: State): State => ({ ...state, claims: new Set(['cell-1']) });

describe('showing a task', () => {
  it('begins when the robot holds and waits for its person', () => {
    const waiting = tablet(shown('ada', { mode: 'HOLD', reason: 'show-the-task' }, 0));
    expect(showing(waiting, 'cell-1', OURS)).toEqual({ phase: 'start' });
  });

  it('goes on while they have it, and must be begun anew after a hold', () => {
    expect(showing(claimed(tablet(shown('ada', { mode: 'ALIGN', holder: 'ada' }))), 'cell-1', OURS)).toEqual({ phase: 'perform' });
    expect(showing(claimed(tablet(shown('ada', { mode: 'HOLD', holder: 'ada' }))), 'cell-1', OURS)).toEqual({ phase: 'paused' });
    expect(showing(tablet(shown('ada', { mode: 'ALIGN', holder: 'ada' })), 'cell-1', OURS)).toEqual({ phase: 'paused' });
    expect(showing(tablet(shown('ada', { mode: 'STOPPED' })), 'cell-1', OURS)).toEqual({ phase: 'stopped' });
  });

  it('leads to the next one by one press at a time, and says what holds it', () => {
    const over = (authority: Parameters<typeof robot>[1]): State => {
      const made = robot('cell-1', authority);
      return tablet({ ...made, state: { ...made.state!, episode: null } });
    };
    expect(showing(over({ mode: 'ALIGN', holder: 'ada', reason: 'released' }), 'cell-1', OURS)).toEqual({ phase: 'next', press: 'hand-back', why: 'released' });
    expect(showing(over({ mode: 'HOLD', reason: 'held-by-ben' }), 'cell-1', OURS)).toEqual({ phase: 'next', press: 'resume', why: 'held-by-ben' });
    expect(showing(over({ mode: 'HOLD', holder: 'ben' }), 'cell-1', OURS)).toMatchObject({ press: 'nothing' });
    expect(showing(over({}), 'cell-1', OURS)).toMatchObject({ press: 'nothing' });
  });

  it('is nothing of this person where another one shows it', () => {
    expect(showing(tablet(shown('ben', { mode: 'HOLD' })), 'cell-1', undefined)).toEqual({ phase: 'none' });
  });

  it('finds its way back after a reload: the newest that is not complete', () => {
    const all = [collection('a', 'ada', 'cell-1'), collection('b', 'ada', 'cell-2'), collection('c', 'ben', 'cell-1'), collection('d', 'ada', 'cell-1', true)];
    expect(mine(all, 'ada', 'cell-1')?.request.id).toBe('a');
    expect(mine(all.slice(3), 'ada', 'cell-1')?.request.id).toBe('d');
    expect(mine(all, 'eve', 'cell-1')).toBeUndefined();
  });
});

describe('a tally', () => {
  it('counts minutes of what is kept', () => {
    const episode = (outcome: string, durationMillis: number) => ({ ending: { outcome, reason: '' }, durationMillis }) as EpisodeManifest;
    expect(tally([episode('SUCCESS', 90_000), episode('SUCCESS', 30_000), episode('FAILURE', 60_000), episode('ABORTED', 5_000)])).toEqual({
      kept: 2,
      failed: 1,
      discarded: 1,
      minutes: 2,
    });
  });
});

describe('the name of a collection', () => {
  it('says what was shown, by whom and when', () => {
    expect(collectionId('pick', 'ada', Date.UTC(2026, 0, 2, 3, 4, 5))).toBe('shown-pick-ada-20260102-030405');
  });
});
