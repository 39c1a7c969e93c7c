import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { languageOf, speak, t } from './language.js';
import { CODES, SAID, said } from './said.js';
import { zh } from './zh/index.js';

const SOURCES = new URL('..', import.meta.url).pathname;
const LITERAL = /(?<![\w.])t\(\s*'((?:[^'\\]|\\.)*)'/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : [];
  });
}

const spoken = new Set([...CODES, ...SAID,
  ...sources(SOURCES)
    .filter((path) => !path.endsWith('language.ts'))
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(LITERAL)].map((found) => (found[1] ?? '').replace(/\\'/g, "'"))),
]);
const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((found) => found[0]).sort();

describe('Chinese', () => {
  it('has every text of the page', () => {
    expect([...spoken].filter((text) => !(text in zh))).toEqual([]);
  });

  it('has no text that the page does not say', () => {
    expect(Object.keys(zh).filter((text) => !spoken.has(text))).toEqual([]);
  });

  it('fills in the same things', () => {
    expect(Object.entries(zh).filter(([english, chinese]) => holes(english).join() !== holes(chinese).join())).toEqual([]);
  });
});

describe('a text', () => {
  afterEach(() => speak({}));

  it('is filled in, and stays English where no list has it', () => {
    speak({ '{n} robots': '{n} 台机器人' });
    expect(t('{n} robots', { n: 3 })).toBe('3 台机器人');
    expect(t('{robot} is gone', { robot: 'cell-1' })).toBe('cell-1 is gone');
  });
});

describe('what a robot says', () => {
  afterEach(() => speak({}));

  it('is said in the language of the tablet, with its names; what is not known stays', () => {
    speak(zh);
    expect(said('ada holds this robot; hand back first')).toBe('ada 正在控制这台机器人，请先交还');
    expect(said('the command has expired; is a clock wrong?')).toBe('指令已过期，请检查时钟是否正确');
    expect(said('something new')).toBe('something new');
  });
});

describe('the language of a tablet', () => {
  it('is the first of the browser that the page has', () => {
    expect(languageOf(['fr-FR', 'zh-CN', 'en'])).toBe('zh');
    expect(languageOf(['de'])).toBe('en');
  });
});
