import type { Page, View } from '../page.js';
import { episode, type EpisodeDetail } from '../review/api.js';
import { atStart, keyOf, play, type Act, type Playback } from '../review/playback.js';
import { redone, undone } from '../review/undo.js';
import { hashOf } from '../route.js';
import type { Screen } from '../state.js';
import { t } from '../words/language.js';
import { button, h } from './dom.js';
import { icon } from './icons.js';
import { chooseOther } from './review/choose.js';
import { Controls, keysDialog } from './review/controls.js';
import { Stage } from './review/stage.js';
import { VerdictPanel } from './review/verdict.js';
import { failure } from './review/words.js';

type EpisodeScreen = Extract<Screen, { kind: 'episode' }>;

/** One recorded episode, or two side by side: pictures and lanes on one clock, and what people say of it. */
export function review(page: Page, screen: EpisodeScreen): View {
  const back = button(icon('back'), 'back', () => page.open(screen.other === undefined ? { kind: 'episodes', query: '' } : { kind: 'episode', episode: screen.episode }));
  back.setAttribute('aria-label', screen.other === undefined ? t('Back to the episodes') : t('Back to {episode}', { episode: screen.episode }));
  const body = h('div', 'review-body', {}, h('p', 'summary', { role: 'status' }, t('Loading …')));
  const ids = screen.other === undefined ? [screen.episode] : [screen.episode, screen.other];
  const runs = h('span', 'filters');
  const element = h('main', 'research review', { 'data-test': 'review' }, h('header', 'head', {}, back, h('h1', '', {}, ids.join(' ⇄ ')), runs), body);
  let shown: Showing | undefined;
  let closed = false;
  let asked = 0;
  const load = (labels?: string): void => {
    const turn = ++asked;
    Promise.all(ids.map((id) => episode(id, labels))).then(
      (details) => {
        if (!closed && turn === asked) {
          const at = shown?.at ?? (screen.step ?? 0) / (details[0]?.manifest.hz ?? 1);
          shown?.close();
          shown = new Showing(page, screen, details, at);
          body.replaceChildren(shown.element);
          shown.element.focus({ preventScroll: true });
          runs.replaceChildren(...chooseRun(details, load));
        }
      },
      (e: unknown) => body.replaceChildren(h('p', 'trouble', { role: 'alert' }, failure(e))),
    );
  };
  load();
  const close = (): void => {
    closed = true;
    shown?.close();
  };
  return { element, render: () => undefined, close };
}

/** Several label runs may have judged the same steps. */
function chooseRun(details: readonly EpisodeDetail[], load: (run: string) => void): readonly HTMLElement[] {
  const all = [...new Set(details.flatMap((detail) => detail.labelRuns))];
  if (all.length < 2) {
    return [];
  }
  const choose = h('select', '', { 'aria-label': t('Label run') }, ...all.map((run) => h('option', '', { value: run }, run)));
  choose.value = details[0]?.labels ?? '';
  choose.addEventListener('change', () => load(choose.value));
  return [choose];
}

class Showing {
  readonly element: HTMLElement;
  private readonly stages: readonly Stage[];
  private readonly controls: Controls;
  private readonly verdict: VerdictPanel | undefined;
  private readonly dialog = keysDialog();
  private readonly hz: number;
  private playback: Playback;
  private ticking: number | undefined;
  private last = 0;
  private readonly keyed = (event: KeyboardEvent): void => this.key(event);

  constructor(
    page: Page,
    private readonly screen: EpisodeScreen,
    details: readonly EpisodeDetail[],
    at: number,
  ) {
    this.hz = Math.max(...details.map((detail) => detail.manifest.hz));
    this.playback = details.map((detail) => atStart(detail.steps.length, detail.manifest.hz)).reduce((a, b) => (b.end > a.end ? b : a));
    this.stages = details.map((detail) => new Stage(detail, (to) => this.act({ kind: 'seek', at: to })));
    this.controls = new Controls(this.hz, (act) => this.act(act), () => this.dialog.showModal());
    const [only] = details;
    this.verdict = details.length === 1 && only !== undefined ? new VerdictPanel(page, only, (said) => this.stages[0]?.judged(said)) : undefined;
    const beside = this.verdict === undefined || only === undefined ? [] : [h('div', 'beside', {}, this.verdict.element, chooseOther(page, only.manifest))];
    this.element = h('div', `showing of-${details.length}`, { tabindex: '-1' }, h('div', 'stages', {}, ...this.stages.map((stage) => stage.element)), this.controls.element, ...beside, this.dialog);
    this.element.addEventListener('keydown', this.keyed);
    this.act({ kind: 'seek', at });
  }

  get at(): number {
    return this.playback.at;
  }

  close(): void {
    cancelAnimationFrame(this.ticking ?? 0);
    this.verdict?.close();
    this.stages.forEach((stage) => stage.close());
  }

  private act(act: Act): void {
    this.playback = play(this.playback, act);
    this.show();
    if (this.playback.speed !== 0 && this.ticking === undefined) {
      this.last = performance.now();
      this.ticking = requestAnimationFrame((now) => this.tick(now));
    }
  }

  /** Time waits for pictures that are not there yet. */
  private tick(now: number): void {
    this.ticking = undefined;
    const seconds = (now - this.last) / 1000;
    this.last = now;
    const there = this.stages.every((stage) => stage.ready(this.playback.at));
    this.act({ kind: 'passed', seconds: there ? seconds : 0 });
  }

  private show(): void {
    this.stages.forEach((stage) => stage.show(this.playback.at));
    this.controls.render(this.playback, !this.stages.every((stage) => stage.ready(this.playback.at)));
    if (this.playback.speed === 0 && this.screen.other === undefined) {
      const step = this.stages[0]?.stepAt(this.playback.at) ?? 0;
      history.replaceState(null, '', hashOf({ ...this.screen, step }));
    }
  }

  private key(event: KeyboardEvent): void {
    const within = event.target instanceof HTMLElement ? event.target.closest('input, select, textarea, dialog') : null;
    const pressing = event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, summary') !== null;
    const key = within !== null || pressing || event.ctrlKey || event.altKey || event.metaKey ? undefined : keyOf(event.key, event.shiftKey, this.hz);
    if (key === undefined) {
      return;
    }
    event.preventDefault();
    switch (key.kind) {
      case 'play':
        return this.act(key.act);
      case 'say':
        return event.repeat ? undefined : this.verdict?.say(key.outcome);
      case 'undo':
        return this.verdict?.undoOrRedo(undone);
      case 'redo':
        return this.verdict?.undoOrRedo(redone);
      case 'help':
        return this.dialog.showModal();
    }
  }
}
