import { describe, expect, it } from 'vitest';
import { added, again, answered, dropped, meaning, next, parsed, type Entry, type Queue } from './outbox.js';

const entry = (id: string, operator = 'ada'): Entry => ({
  id,
  episode: 'e-1',
  operator,
  atMillis: 1,
  what: { kind: 'verdict', outcome: 'FAILURE', reason: '' },
  refused: null,
});
const queue = (...entries: readonly Entry[]): Queue => entries.reduce<Queue>(added, []);

describe('the outbox', () => {
  it('sends in the order in which it was said', () => {
    const both = queue(entry('1'), entry('2'));
    expect(next(both, 'ada')?.id).toBe('1');
    expect(next(answered(both, '1', { kind: 'taken' }), 'ada')?.id).toBe('2');
  });

  it('keeps what got no answer, under the same id', () => {
    const one = queue(entry('1'));
    expect(answered(one, '1', { kind: 'later' })).toEqual(one);
    expect(next(one, 'ada')).toEqual(entry('1'));
  });

  it('goes on past what was refused, and keeps it for the person', () => {
    const after = answered(queue(entry('1'), entry('2')), '1', { kind: 'refused', why: 'no such episode' });
    expect(next(after, 'ada')?.id).toBe('2');
    expect(after[0]?.refused).toBe('no such episode');
    expect(next(again(after, '1'), 'ada')?.id).toBe('1');
    expect(dropped(after, '1').map(({ id }) => id)).toEqual(['2']);
  });

  it('sends nothing in the name of somebody else', () => {
    const others = queue(entry('1', 'ben'), entry('2', 'ada'));
    expect(next(others, 'ada')?.id).toBe('2');
    expect(next(others, undefined)).toBeUndefined();
  });

  it('takes what it has already once', () => {
    expect(queue(entry('1'), entry('1'))).toHaveLength(1);
  });

  it('has an end', () => {
    let full: Queue = [];
    for (let i = 0; i < 1_100; i++) {
      full = added(full, entry(String(i)));
    }
    expect(full).toHaveLength(1_000);
  });

  it.each([
    [undefined, 'later'],
    [502, 'later'],
    [503, 'later'],
    [401, 'later'],
    [200, 'taken'],
    [404, 'refused'],
    [409, 'refused'],
  ])('understands status %s as %s', (status, kind) => {
    expect(meaning(status, 'why').kind).toBe(kind);
  });

  it('survives a reload, and what is no outbox', () => {
    const one = queue(entry('1'));
    expect(parsed(JSON.stringify(one))).toEqual(one);
    expect(parsed(null)).toEqual([]);
    expect(parsed('{')).toEqual([]);
    expect(parsed('[{"id":1},null]')).toEqual([]);
  });
});
