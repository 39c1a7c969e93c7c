import type { Page, View } from '../page.js';
import { TEXT_SIZES, type Preferences } from '../preferences.js';
import type { State } from '../state.js';
import { t } from '../words/language.js';
import { attribute, button, h } from './dom.js';

/** How this tablet speaks, looks and calls; nothing here concerns a robot. */
export function settingsPage(page: Page): View {
  const choices = [
    choice(page, 'language', t('Language'), [['en', 'English'], ['zh', '中文']]),
    choice(page, 'theme', t('Colours'), [['dark', t('Dark')], ['light', t('Light')]]),
    choice(page, 'text', t('Text size'), TEXT_SIZES.map((size) => [size, `${size} %`])),
    choice(page, 'hand', t('The pad that moves sideways'), [['left', t('On the left')], ['right', t('On the right')]]),
    choice(page, 'hearsHelp', t('Calls for help'), [[true, t('Sound and vibration')], [false, t('Do not disturb')]]),
  ];
  const note = h('p', 'hint', {}, t('A stop, and a connection that is lost while you drive, are always heard. To change the language the page begins anew; nothing is lost.'));
  const element = h('main', 'settings', { 'data-test': 'settings' }, h('header', 'head', {}, h('h1', '', {}, t('Settings'))), ...choices.map((made) => made.element), note);
  return { element, render: (state) => choices.forEach((made) => made.render(state)), close: () => undefined };
}

type Choice<K extends keyof Preferences> = readonly [Preferences[K], string];

function choice<K extends keyof Preferences>(page: Page, key: K, title: string, options: readonly Choice<K>[]): { element: HTMLElement; render: (state: State) => void } {
  const buttons = options.map(([value, label]) => {
    const made = button(label, 'option', () => page.prefer({ [key]: value } as Partial<Preferences>));
    made.dataset['test'] = `prefer-${key}-${value}`;
    return { value, made };
  });
  const element = h('fieldset', 'card choice', {}, h('legend', '', {}, title), h('div', 'options', {}, ...buttons.map(({ made }) => made)));
  const render = (state: State): void => buttons.forEach(({ value, made }) => attribute(made, 'aria-pressed', String(state.preferences[key] === value)));
  return { element, render };
}
