import { describe, expect, it } from 'vitest';
import { preferencesOf } from './preferences.js';

describe('preferences', () => {
  it('begin with what the browser says', () => {
    expect(preferencesOf(null, ['zh-TW', 'en'], true)).toEqual({ language: 'zh', theme: 'light', hand: 'left', text: 100, hearsHelp: true });
  });

  it('are kept, but for what makes no sense', () => {
    const kept = JSON.stringify({ language: 'en', theme: 'pink', hand: 'right', text: 200, hearsHelp: false });
    expect(preferencesOf(kept, ['zh'], false)).toEqual({ language: 'en', theme: 'dark', hand: 'right', text: 200, hearsHelp: false });
  });

  it('begin anew where what was kept cannot be read', () => {
    expect(preferencesOf('{', [], false).text).toBe(100);
    expect(preferencesOf('7', [], false).theme).toBe('dark');
  });
});
