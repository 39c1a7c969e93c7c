import type { Page, View } from '../page.js';
import { h, on } from './dom.js';

/** Letters, digits and a few signs: the name stands in every step that this person corrects. */
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.:-]{0,39}$/;

/** Asks who is there; asked once a tablet. */
export function signIn(page: Page): View {
  const field = h('input', 'name', {
    type: 'text',
    name: 'operator',
    autocomplete: 'username',
    autocapitalize: 'none',
    spellcheck: 'false',
    maxlength: '40',
    placeholder: 'ada',
    'aria-describedby': 'name-hint',
    'data-test': 'operator',
  });
  const hint = h('p', 'hint', { id: 'name-hint' }, 'It is kept with every correction you make. Letters, digits, - and _.');
  const form = h(
    'form',
    'card sign-in',
    {},
    h('h1', '', {}, 'Who are you?'),
    h('label', '', {}, 'Your name', field),
    hint,
    h('button', 'primary', { type: 'submit', 'data-test': 'sign-in' }, 'Sign in'),
  );
  on(form, {
    submit: (event) => {
      event.preventDefault();
      const name = field.value.trim().replace(/\s+/g, '-');
      if (NAME.test(name)) {
        page.signIn(name);
      } else {
        hint.textContent = 'Please use letters, digits, - and _ only, at least one.';
        hint.classList.add('problem');
        field.focus();
      }
    },
  });
  const element = h('div', 'veil', { role: 'dialog', 'aria-modal': 'true', 'aria-label': 'Sign in' }, form);
  queueMicrotask(() => field.focus());
  return { element, render: () => undefined, close: () => undefined };
}
