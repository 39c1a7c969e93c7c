import type { Right, Role } from './protocol.js';
import type { State } from './state.js';
import { t } from './words/language.js';

/** What the backend would refuse is disabled on the page, with the reason; nothing is hidden. */
export function may(state: State, right: Right): boolean {
  return state.rights.has(right);
}

/** Why not, in a few words; nothing where one may. */
export function refusal(state: State, right: Right): string | undefined {
  if (may(state, right)) {
    return undefined;
  }
  if (state.operator === undefined) {
    return t('Sign in first.');
  }
  switch (right) {
    case 'OPERATE':
      return t('You look on: this is for operators.');
    case 'READ':
    case 'LABEL':
      return t('This is for operators and researchers.');
    case 'RESEARCH':
    case 'AUDIT':
      return t('This is for researchers.');
    case 'ADMINISTER':
      return t('This is for admins.');
    default:
      return t('Sign in first.');
  }
}

export function roleWord(role: Role): string {
  switch (role) {
    case 'VIEWER':
      return t('Viewer');
    case 'OPERATOR':
      return t('Operator');
    case 'RESEARCHER':
      return t('Researcher');
    case 'ADMIN':
      return t('Admin');
  }
}
