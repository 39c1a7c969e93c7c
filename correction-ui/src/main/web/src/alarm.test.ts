import { describe, expect, it } from 'vitest';
import { alarm } from './alarm.js';
import { robot, tablet } from './fixtures.js';
import type { State } from './state.js';

const help = { robot: 'cell-1', episode: 'e1', reason: 'critic-stalled', atMillis: 1 };
const quiet = tablet(robot('cell-1'));
const calling = tablet(robot('cell-1', {}, { help }));
const undisturbed = (state: State): State => ({ ...state, preferences: { ...state.preferences, hearsHelp: false } });

describe('an alarm', () => {
  it('is rung once when a robot calls, and not for one that called before this tablet looked', () => {
    expect(alarm(quiet, calling)).toBe('help');
    expect(alarm(calling, { ...calling, robots: new Map(calling.robots) })).toBeUndefined();
    expect(alarm(tablet(), calling)).toBeUndefined();
  });

  it('is not rung for a call where nobody wants to be disturbed; for a stop it always is', () => {
    expect(alarm(quiet, undisturbed(calling))).toBeUndefined();
    expect(alarm(quiet, undisturbed(tablet(robot('cell-1', { mode: 'STOPPED' }))))).toBe('stopped');
  });

  it('is rung when the line is lost under a hand', () => {
    const driving = { ...undisturbed(quiet), claims: new Set(['cell-1']) };
    expect(alarm(driving, { ...driving, link: 'offline', claims: new Set() })).toBe('lost');
    expect(alarm(quiet, { ...quiet, link: 'offline' })).toBeUndefined();
  });
});
