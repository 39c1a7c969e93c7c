import { describe, expect, it } from 'vitest';
import { redone, saidBy, say, undone } from './undo.js';

const rated = (rater: string, outcome?: 'SUCCESS' | 'FAILURE') => ({ id: 'v', rater, before: 'SUCCESS' as const, reason: '', atMillis: 1, ...(outcome === undefined ? {} : { outcome }) });

describe('what a person says', () => {
  it('begins with what the record has of them', () => {
    const verdicts = [rated('ada', 'SUCCESS'), rated('ben', 'FAILURE'), rated('ada', 'FAILURE')];
    expect(saidBy('ada', verdicts).now).toBe('FAILURE');
    expect(saidBy('cyn', verdicts).now).toBeNull();
    expect(saidBy('ada', [...verdicts, rated('ada')]).now).toBeNull();
  });

  it('is undone step by step, to nothing, and redone', () => {
    const said = say(say(saidBy('ada', []), 'SUCCESS'), 'FAILURE');
    const once = undone(said);
    expect(once?.now).toBe('SUCCESS');
    const twice = undone(once!);
    expect(twice?.now).toBeNull();
    expect(undone(twice!)).toBeUndefined();
    expect(redone(twice!)?.now).toBe('SUCCESS');
    expect(redone(redone(twice!)!)?.now).toBe('FAILURE');
    expect(redone(said)).toBeUndefined();
  });

  it('cannot be redone once something else is said', () => {
    const other = say(undone(say(saidBy('ada', []), 'SUCCESS'))!, 'ABORTED');
    expect(redone(other)).toBeUndefined();
    expect(undone(other)?.now).toBeNull();
  });
});
