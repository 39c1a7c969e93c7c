import { PACES, type Act, type Pace, type Playback } from '../../review/playback.js';
import { t } from '../../words/language.js';
import { attribute, button, h, text } from '../dom.js';

/** Play, steps and pace: all that keys and dragging do can be done by tapping. */
export class Controls {
  readonly element: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private readonly paces: ReadonlyMap<Pace, HTMLButtonElement>;

  constructor(hz: number, act: (act: Act) => void, help: () => void) {
    this.toggle = button('', 'deed', () => act({ kind: 'toggle' }));
    this.toggle.dataset['test'] = 'play';
    const by = (label: string, name: string, seconds: number): HTMLButtonElement => {
      const step = button(label, 'deed small', () => act({ kind: 'by', seconds }));
      attribute(step, 'aria-label', name);
      return step;
    };
    this.paces = new Map(PACES.map((pace) => [pace, button(`${pace}×`, 'deed small', () => act({ kind: 'pace', pace }))]));
    this.paces.forEach((choice, pace) => attribute(choice, 'aria-label', t('{pace} times the recorded rate', { pace })));
    const keys = button('?', 'deed small', help);
    attribute(keys, 'aria-label', t('Keys'));
    this.element = h(
      'div',
      'controls',
      {},
      this.toggle,
      h('span', 'steps', {}, by('−1 s', t('−1 s: back one second'), -1), by('◂', t('Back one frame'), -1 / hz), by('▸', t('On one frame'), 1 / hz), by('+1 s', t('+1 s: on one second'), 1)),
      h('span', 'steps', { role: 'group', 'aria-label': t('Pace') }, ...this.paces.values()),
      keys,
    );
  }

  render(state: Playback, loading: boolean): void {
    text(this.toggle, state.speed === 0 ? t('▶ Play') : loading ? t('… Loading') : t('❚❚ Pause'));
    this.paces.forEach((choice, pace) => attribute(choice, 'aria-pressed', String(pace === state.pace)));
  }
}

/** What keys do, in a dialog of the browser's own. */
export function keysDialog(): HTMLDialogElement {
  const keys: readonly (readonly [string, string])[] = [
    [t('Space'), t('play or pause')],
    ['J K L', t('back, pause, on; again: faster')],
    ['← →', t('one frame; with Shift one second')],
    ['S F A', t('success, failure, aborted')],
    ['Z Y', t('undo, redo a verdict')],
    ['?', t('this list')],
  ];
  const close = button(t('Close'), 'primary', () => dialog.close());
  const dialog = h(
    'dialog',
    'review-keys card',
    { 'aria-label': t('Keys') },
    h('h2', '', {}, t('Keys')),
    h('dl', '', {}, ...keys.flatMap(([key, what]) => [h('dt', '', {}, h('kbd', '', {}, key)), h('dd', '', {}, what)])),
    close,
  );
  return dialog;
}
