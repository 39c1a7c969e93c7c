import { describe, expect, it } from 'vitest';
import { added, again, answered, dropped, meaning, next, parsed, waiting, type Answer, type Entry, type Queue, type Waits } from './outbox.js';

const TAKEN = meaning(200, '{}', 600_000);
const LATER: Answer = { kind: 'later' };
const entry = (id: string, operator = 'ada', episode = 'e-1'): Entry => ({
  id,
  episode,
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
    expect(next(answered(both, '1', TAKEN), 'ada')?.id).toBe('2');
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

  it('goes on with another episode past one that does not get through', () => {
    const three = queue(entry('1'), entry('2'), entry('3', 'ada', 'e-2'));
    const waits = waiting(new Map(), 'e-1', LATER, 10_000);
    expect(next(three, 'ada', waits, 10_999)?.id).toBe('3');
    expect(next(three, 'ada', waits, 11_000)?.id).toBe('1');
    expect(next(queue(entry('1')), 'ada', waits, 10_999)).toBeUndefined();
  });

  it('waits twice as long each time, up to a minute, and no longer once it got through', () => {
    let waits: Waits = new Map();
    const lengths = Array.from({ length: 9 }, () => {
      waits = waiting(waits, 'e-1', LATER, 500);
      return (waits.get('e-1')?.untilMillis ?? 0) - 500;
    });
    expect(lengths).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(waiting(waits, 'e-1', TAKEN, 500).size).toBe(0);
  });

  it('is refused by whoever stands in between, whatever their page says', () => {
    expect(meaning(413, '<html>too large</html>', 600_000)).toEqual({ kind: 'refused', why: 'HTTP 413' });
    expect(meaning(403, '{"error":"operators only"}', 600_000)).toEqual({ kind: 'refused', why: 'operators only' });
    expect(meaning(502, '<html>bad gateway</html>', 600_000)).toEqual(LATER);
  });

  it('is not taken by a page that is none of the controller', () => {
    expect(meaning(200, '<html>sign in to the network</html>', 600_000)).toEqual(LATER);
    expect(meaning(200, '{"outcome":"SUCCESS"}', 600_000)).toEqual({ kind: 'taken', review: { outcome: 'SUCCESS' } });
  });

  it.each([
    [502, 'later'],
    [503, 'later'],
    [401, 'later'],
    [200, 'taken'],
    [404, 'refused'],
    [409, 'refused'],
  ])('understands status %s as %s', (status, kind) => {
    expect(meaning(status, '{}', 600_000).kind).toBe(kind);
  });

  it('waits for an episode that is judged at the robot, and sealed a while later', () => {
    expect(meaning(404, '{"error":"no episode e is sealed"}', 5_000)).toEqual(LATER);
  });

  it('survives a reload, and what is no outbox', () => {
    const one = queue(entry('1'));
    expect(parsed(JSON.stringify(one))).toEqual(one);
    expect(parsed(null)).toEqual([]);
    expect(parsed('{')).toEqual([]);
    expect(parsed('[{"id":1},null]')).toEqual([]);
  });
});
