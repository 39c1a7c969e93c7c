import type { Page } from '../../page.js';
import type { Outcome } from '../../protocol.js';
import type { EpisodeDetail, Review } from '../../review/api.js';
import { sender } from '../../review/sender.js';
import { redone, saidBy, say, undone, type Said } from '../../review/undo.js';
import { t } from '../../words/language.js';
import { attribute, button, h, shown, text } from '../dom.js';
import { reason as spoken } from '../words.js';
import { history, pending } from './history.js';
import { judgedBy, outcomeWord, SIGNS } from './words.js';

/** How the episode ended, to whom; what this person says of it, and whether it is left out. */
export class VerdictPanel {
  readonly element: HTMLElement;
  private readonly counts = h('p', 'counts', { role: 'status', 'data-test': 'counts' });
  private readonly recorded = h('p', 'hint');
  private readonly disputed = h('p', 'disputed', {}, t('▲ They disagree'));
  private readonly choices: ReadonlyMap<Outcome, HTMLButtonElement>;
  private readonly why = h('input', 'verdict-why', { type: 'text', maxlength: '500', 'aria-label': t('Reason'), placeholder: t('Reason (may stay empty)') });
  private readonly undo = button(t('Undo'), 'deed small', () => this.undoOrRedo(undone));
  private readonly redo = button(t('Redo'), 'deed small', () => this.undoOrRedo(redone));
  private readonly excluded = h('p', 'excluded', { 'data-test': 'excluded' });
  private readonly exclude: HTMLElement;
  private readonly include = button(t('Take in again'), 'deed', () => this.setExcluded(false, ''));
  private readonly outbox = h('div', 'outbox', { 'data-test': 'outbox' });
  private readonly records = h('ol', 'records', { 'data-test': 'records' });
  private readonly stop: () => void;
  private review: Review;
  private said: Said;
  private rater: string | undefined;

  constructor(
    private readonly page: Page,
    private readonly detail: EpisodeDetail,
    judged: (review: Review) => void,
  ) {
    this.review = detail.review;
    this.rater = page.state().operator;
    this.said = saidBy(this.rater, this.review.verdicts);
    const choice = (outcome: Outcome, key: string, name: string): readonly [Outcome, HTMLButtonElement] => {
      const say = button(h('span', '', {}, `${SIGNS[outcome]} ${name} `, h('kbd', '', {}, key)), `deed say is-${outcome.toLowerCase()}`, () => this.say(outcome));
      say.dataset['test'] = `say-${outcome.toLowerCase()}`;
      return [outcome, say];
    };
    this.choices = new Map([choice('SUCCESS', 'S', t('Success')), choice('FAILURE', 'F', t('Failure')), choice('ABORTED', 'A', t('Aborted'))]);
    this.exclude = this.excludeForm();
    this.element = h(
      'section',
      'card verdict',
      { 'aria-label': t('Verdict') },
      this.counts,
      this.disputed,
      this.recorded,
      this.outbox,
      h('div', 'says', { role: 'group', 'aria-label': t('How did it end?') }, ...this.choices.values()),
      h('div', 'says', {}, this.why, this.undo, this.redo),
      this.excluded,
      this.exclude,
      this.include,
      h('details', '', {}, h('summary', '', {}, t('What people said')), this.records),
    );
    this.stop = sender.listen((taken) => {
      if (taken?.episode === detail.manifest.episode) {
        this.review = taken.review;
        judged(taken.review);
      }
      this.render();
    });
    this.render();
  }

  say(outcome: Outcome): void {
    if (!this.mayBeJudged()) {
      this.page.notice(t('It breaks off where its agent died: nobody saw how it ended.'));
      return;
    }
    this.signedIn((operator) => {
      this.said = say(this.said, outcome);
      this.send(operator, outcome);
    });
  }

  undoOrRedo(turned: (said: Said) => Said | undefined): void {
    this.signedIn((operator) => {
      const next = turned(this.said);
      if (next !== undefined) {
        this.said = next;
        this.send(operator, next.now);
      }
    });
  }

  close(): void {
    this.stop();
  }

  private send(operator: string, outcome: Outcome | null): void {
    sender.say(this.detail.manifest.episode, operator, { kind: 'verdict', outcome, reason: this.why.value.trim() });
    this.why.value = '';
    this.page.notice(outcome === null ? t('You take back your verdict.') : t('You say: {outcome}.', { outcome: outcomeWord(outcome) }));
    this.render();
  }

  private setExcluded(excluded: boolean, reason: string): void {
    this.signedIn((operator) => {
      sender.say(this.detail.manifest.episode, operator, { kind: 'exclusion', excluded, reason });
      this.render();
    });
  }

  /** Who signs in as somebody else begins with what that person has said. */
  private signedIn(then: (operator: string) => void): void {
    const { operator } = this.page.state();
    if (operator === undefined) {
      this.page.account();
      return;
    }
    if (operator !== this.rater) {
      this.rater = operator;
      this.said = saidBy(operator, this.review.verdicts);
    }
    then(operator);
  }

  private mayBeJudged(): boolean {
    return this.review.recorded.outcome !== 'ABANDONED';
  }

  private excludeForm(): HTMLElement {
    const reasons = [t('Camera covered'), t('Somebody in the picture'), t('Wrong scene'), t('Robot fault'), t('Duplicate')];
    const choose = h('select', '', { 'aria-label': t('Why leave it out?'), 'data-test': 'exclude-reason' }, h('option', '', { value: '' }, t('Why leave it out?')), ...reasons.map((why) => h('option', '', { value: why }, why)), h('option', '', { value: '…' }, t('Another reason (above)')));
    const leave = button(t('Leave out of training'), 'deed', () => {
      const why = choose.value === '…' ? this.why.value.trim() : choose.value;
      if (why === '') {
        this.page.notice(t('Say why it shall be left out.'));
        (choose.value === '…' ? this.why : choose).focus();
        return;
      }
      if (choose.value === '…') {
        this.why.value = '';
      }
      choose.value = '';
      this.setExcluded(true, why);
    });
    leave.dataset['test'] = 'exclude';
    return h('div', 'says', {}, choose, leave);
  }

  private render(): void {
    const { review } = this;
    const mine = this.said.now;
    text(this.counts, `${SIGNS[review.outcome]} ${t('Counts as {outcome}', { outcome: outcomeWord(review.outcome) })}`);
    this.counts.className = `counts is-${review.outcome.toLowerCase()}`;
    text(this.recorded, t('First judged {outcome} ({reason}), {who}.', { outcome: outcomeWord(review.recorded.outcome), reason: spoken(review.recorded.reason), who: judgedBy(review.recorded.source) }));
    shown(this.disputed, review.disputed);
    this.choices.forEach((choice, outcome) => {
      attribute(choice, 'aria-pressed', String(mine === outcome));
      choice.disabled = !this.mayBeJudged();
    });
    this.undo.disabled = this.said.past.length === 0;
    this.redo.disabled = this.said.future.length === 0;
    const { exclusion } = review;
    text(this.excluded, exclusion === null ? '' : t('◇ Left out of training by {operator}: {reason}', { operator: exclusion.operator, reason: exclusion.reason }));
    shown(this.excluded, exclusion !== null);
    shown(this.exclude, exclusion === null);
    shown(this.include, exclusion !== null);
    this.outbox.replaceChildren(...pending(this.detail.manifest.episode));
    this.records.replaceChildren(...history(review));
  }
}
