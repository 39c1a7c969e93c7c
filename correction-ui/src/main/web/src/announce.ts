import { doing } from './select.js';
import type { State } from './state.js';
import { reason } from './view/words.js';
import { t } from './words/language.js';

/** Says aloud, for screen readers, what others see: calls for help at once, the rest when it is quiet. */
export class Announcer {
  private readonly polite = document.getElementById('polite');
  private readonly assertive = document.getElementById('assertive');

  changed(before: State, after: State): void {
    if (before.link !== after.link) {
      this.say(this.polite, after.link === 'online' ? t('Connected.') : t('No connection. Control is off.'));
    }
    if (before.robots === after.robots) {
      return;
    }
    for (const [id, robot] of after.robots) {
      const old = before.robots.get(id);
      if (old !== robot && doing(robot) === 'help' && (old === undefined || doing(old) !== 'help')) {
        this.say(this.assertive, t('{robot} needs help: {reason}.', { robot: id, reason: reason(robot.help?.reason ?? '') }));
      }
    }
  }

  private say(where: HTMLElement | null, words: string): void {
    if (where !== null) {
      where.textContent = words;
    }
  }
}
