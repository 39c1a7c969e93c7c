import { describe, expect, it } from 'vitest';
import { chips, queryOf, without } from './narrowed.js';

describe('what an address narrows the list to', () => {
  it('is said in words, one for each filter', () => {
    expect(chips({ reason: 'time-out', collection: 'evaluate-r1', variation: 'vision.light.1', seed: '7', colour: 'red', robot: '' })).toEqual([
      { name: 'reason', text: 'Time out' },
      { name: 'collection', text: 'Collection evaluate-r1' },
      { name: 'variation', text: 'Scene vision.light.1' },
      { name: 'seed', text: 'Seed 7' },
      { name: 'colour', text: 'colour red' },
    ]);
    expect(chips({ variation: 'none' }).map((chip) => chip.text)).toEqual(['Scene of training']);
  });

  it('goes one by one, and out of the address', () => {
    const filters = { task: 'pick', robot: '', seed: '7' };
    expect(queryOf(filters)).toBe('task=pick&seed=7');
    expect(queryOf(without(filters, 'seed'))).toBe('task=pick');
  });
});
