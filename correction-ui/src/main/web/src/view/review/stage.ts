import type { EpisodeDetail, Review } from '../../review/api.js';
import { stepOf } from '../../review/playback.js';
import { cohortWord } from '../../words/cohort.js';
import { t } from '../../words/language.js';
import { h, text } from '../dom.js';
import { driver } from '../words.js';
import { Lanes } from './lanes.js';
import { Pictures } from './pictures.js';
import { asTable } from './table.js';
import { actorWord, outcomeWord, SIGNS, why } from './words.js';

/** One episode on the shared clock: pictures, lanes, and what is so at this step. */
export class Stage {
  readonly element: HTMLElement;
  private readonly pictures: Pictures;
  private readonly lanes: Lanes;
  private readonly caption = h('p', 'review-caption');
  private readonly summary = h('p', 'summary');
  private told = '';
  private step = -1;

  constructor(
    readonly detail: EpisodeDetail,
    seek: (at: number) => void,
  ) {
    const { manifest, cameras, steps } = detail;
    this.pictures = new Pictures(manifest.episode, cameras, steps.length);
    this.lanes = new Lanes(detail, (step) => seek(step / manifest.hz));
    this.judged(detail.review);
    const unlabelled = detail.labels === null ? [h('p', 'hint', {}, t('No label run has judged this episode yet: there is no V, no advantage and no sign.'))] : [];
    this.element = h('div', 'stage', {}, this.summary, h('div', 'review-seen', {}, this.pictures.element, this.caption), this.lanes.element, ...unlabelled, asTable(detail));
    if (steps.length === 0) {
      this.element.replaceChildren(h('p', 'empty', {}, t('This episode has no step.')));
    }
  }

  /** Says how it ended, as far as is known now. */
  judged({ outcome, recorded }: Review): void {
    const { manifest } = this.detail;
    const what = [manifest.instruction, `${SIGNS[outcome]} ${outcomeWord(outcome)} (${why(outcome === recorded.outcome ? recorded.reason : 'relabelled')})`, cohortWord(manifest.plan.cohort), driver(manifest.plan.driver), manifest.robot];
    text(this.summary, what.filter((part) => part !== '').join(' · '));
  }

  stepAt(at: number): number {
    return stepOf(at, this.detail.steps.length, this.detail.manifest.hz);
  }

  ready(at: number): boolean {
    return this.detail.steps.length === 0 || this.pictures.ready(this.stepAt(at));
  }

  show(at: number): void {
    const step = this.stepAt(at);
    if (step === this.step || this.detail.steps.length === 0) {
      return;
    }
    this.step = step;
    this.pictures.show(step);
    this.lanes.show(step);
    this.tell(this.words(step));
  }

  private tell(parts: readonly string[]): void {
    if (this.told !== parts.join()) {
      this.told = parts.join();
      this.caption.replaceChildren(...parts.map((part) => h('span', '', {}, part)));
    }
  }

  private words(index: number): readonly string[] {
    const step = this.detail.steps[index];
    if (step === undefined) {
      return [];
    }
    const parts = [`${(index / this.detail.manifest.hz).toFixed(1)} s`, t('step {step} of {steps}', { step: index, steps: this.detail.steps.length }), actorWord(step.source, step.who)];
    if (step.value !== null) {
      parts.push(`V ${step.value.toFixed(2)}`);
    }
    if (step.advantage !== null) {
      parts.push(`A ${step.advantage.toFixed(3)}`);
    }
    if (step.positive !== null) {
      parts.push(step.positive ? t('▲ positive') : t('▼ negative'));
    }
    if (step.guard.length > 0) {
      parts.push(t('guard: {rules}', { rules: step.guard.join(', ') }));
    }
    return parts;
  }

  close(): void {
    this.lanes.close();
  }
}
