import type { Doing } from '../select.js';
import { t } from '../words/language.js';

const SVG = 'http://www.w3.org/2000/svg';

/** Shapes on a 24 × 24 grid; no two states share an outline. */
const PATHS: Readonly<Record<Doing | 'octagon' | 'back' | 'turn' | 'gear', string>> = {
  help: 'M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6zm-2.5 15a2.5 2.5 0 0 0 5 0z',
  stopped: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z',
  stale: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 4 1.6 8h-3.2zm0 10.2a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z',
  human: 'M12 2a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c0-5 3.6-8.5 8-8.5s8 3.500 8 8.500z',
  align: 'M11 1h2v5h-2zm0 17h2v5h-2zM1 11h5v2H1zm17 0h5v2h-5zM12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
  paused: 'M3 3l18 18-1.500 1.500L15 18H4V7L1.500 4.500zm5 3h9v4l4-3v10l-2-1.500z',
  label: 'M3 3h9l9 9-9 9-9-9zm4.500 2.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  reset: 'M5 13h14l3 8H2zm6-11h2v5h3l-4 5-4-5h3z',
  hold: 'M5 3h5v18H5zm9 0h5v18h-5z',
  policy: 'M6 3l15 9-15 9z',
  demonstration: 'M12 2l3 6.700 7 .6-5.300 4.700 1.600 7L12 17.300 5.700 21l1.600-7L2 9.300l7-.6z',
  idle: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 3a6 6 0 1 0 0 12 6 6 0 0 0 0-12z',
  octagon: 'M8 2h8l6 6v8l-6 6H8l-6-6V8z',
  back: 'M15 3l2.500 2.500L11 12l6.500 6.500L15 21l-9-9z',
  gear: 'M10 1h4l.6 3.200 2 .8L19.300 3.200l2.800 2.800-1.800 2.700.8 2L24 10v4l-2.900.6-.8 2 1.800 2.700-2.800 2.800-2.700-1.800-2 .8L14 23h-4l-.6-2.900-2-.8-2.700 1.800-2.800-2.800 1.800-2.700-.8-2L0 14v-4l2.900-.6.8-2-1.800-2.700 2.800-2.800 2.700 1.800 2-.8zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
  turn: 'M12 4V1l5 4.500-5 4.500V7a5 5 0 1 0 5 5h3a8 8 0 1 1-8-8z',
};

export const WORDS: Readonly<Record<Doing, string>> = {
  help: t('Needs help'),
  stopped: t('Stopped'),
  stale: t('No contact'),
  human: t('Driven'),
  align: t('Ready to drive'),
  paused: t('Recording paused'),
  label: t('Success or failure?'),
  reset: t('Keep clear: resetting'),
  hold: t('Holding'),
  policy: t('Policy'),
  demonstration: t('Demonstrating'),
  idle: t('Waiting'),
};

export function icon(name: keyof typeof PATHS): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** Icon and word of a state; replaced only when the state changes. */
export function setChip(chip: HTMLElement, doing: Doing, word: string): void {
  if (chip.dataset['doing'] !== doing || chip.dataset['word'] !== word) {
    chip.dataset['doing'] = doing;
    chip.dataset['word'] = word;
    chip.className = `chip is-${doing}`;
    chip.replaceChildren(icon(doing), word);
  }
}
