import { h } from './dom.js';

const HOLD_MILLIS = 1_000;

/** A button that acts after it was held for a second, so that nobody does by a slip what concerns everybody. */
export function holdButton(label: Node | string, hint: string, classes: string, act: () => void): HTMLButtonElement {
  const fill = h('span', 'hold-fill', { 'aria-hidden': 'true' });
  const element = h('button', `hold-button ${classes}`, { type: 'button', title: hint }, fill, label);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    if (timer === undefined) {
      element.classList.add('holding');
      timer = setTimeout(() => {
        end();
        act();
      }, HOLD_MILLIS);
    }
  };
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
    element.classList.remove('holding');
  };
  element.addEventListener('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    begin();
  });
  for (const leaving of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur'] as const) {
    element.addEventListener(leaving, end);
  }
  element.addEventListener('keydown', (event) => {
    if (!event.repeat && (event.code === 'Space' || event.code === 'Enter')) {
      begin();
    }
  });
  element.addEventListener('keyup', end);
  element.addEventListener('contextmenu', (event) => event.preventDefault());
  return element;
}
